import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFiles } from './repository.ts'

/** Where nginx is; it is no program of the project's. */
export const nginx = ['/usr/sbin/nginx', 'nginx'].find((name) => spawnSync(name, ['-v']).error === undefined)

/** A port that was free a moment ago: nginx cannot tell which one it took. */
async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** As Gitea's `[cors]` has it, which its administrator turns on. */
const cors = [
  'add_header Access-Control-Allow-Origin * always;',
  'add_header Access-Control-Allow-Headers "Authorization, Content-Type, Git-Protocol" always;',
  'add_header Access-Control-Allow-Methods "GET, POST, OPTIONS" always;',
  'add_header Access-Control-Max-Age 600 always;',
].join(' ')

/** nginx before a server of Git: it asks for the password itself, and tells browsers who may ask. */
export async function startNginx(behind: string, name: string, password: string) {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'galley-nginx-'))
  mkdirSync(join(folder, 'temp'))
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (place) => `${place}_temp_path temp/${place};`,
  )
  const site = `server { listen 127.0.0.1:${port}; client_max_body_size 100m; location / { ${cors}
    if ($request_method = OPTIONS) { ${cors} return 204; }
    auth_basic "blog"; auth_basic_user_file passwords; proxy_set_header Authorization "";
    proxy_hide_header Access-Control-Allow-Origin; proxy_hide_header Access-Control-Allow-Headers;
    proxy_pass ${behind}; } }`
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  writeFiles(folder, {
    'nginx.conf': `daemon off; ${user} pid nginx.pid; error_log stderr; events {} http { access_log off; ${places.join(' ')} ${site} }`,
    passwords: `${name}:{PLAIN}${password}\n`,
  })
  const child = spawn(nginx ?? '', ['-p', folder, '-c', 'nginx.conf'], {
    stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${port}`
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    url,
    stop,
    answers: () =>
      fetch(url).then(
        ({ status }) => status,
        () => 0,
      ),
  }
}
