import type { Server } from 'node:http'
import { errorCode, Problem } from './problem.ts'

const firstPort = 4321
const tries = 100

/**
 * Starts listening and resolves to the port. `asked` undefined: the first free one from 4321 up; 0: any free one.
 * Throws a Problem where the port asked for is taken or the host is none of this computer's.
 */
export async function listen(server: Server, host: string, asked: number | undefined): Promise<number> {
  if (asked !== undefined) return listenOn(server, host, asked)
  for (let port = firstPort; port < firstPort + tries; port++) {
    const found = await listenOn(server, host, port).catch((error: unknown) => ignoreTaken(error))
    if (found !== undefined) return found
  }
  throw new Problem(`No port from ${firstPort} to ${firstPort + tries - 1} is free. Name one: --port N`)
}

class PortTaken extends Problem {}

function ignoreTaken(error: unknown): undefined {
  if (!(error instanceof PortTaken)) throw error
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(explain(error, host, port))
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function explain(error: Error, host: string, port: number): Error {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new PortTaken(`Port ${port} is taken by another program. Name another one (--port N), or none.`)
    case 'EACCES':
      return new Problem(`Port ${port} may not be used by this account. Name one above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Problem(`${host} is not an address of this computer.`)
    default:
      return error
  }
}
