import { BlockList, isIP } from 'node:net'

/** What is no address of somebody on the open network (the special-purpose registries of RFC 6890). */
const special: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]
/** Of IPv6 one block is given out; in it, these lead into IPv4 or are for examples. */
const specialOfSix: typeof special = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const refused = new BlockList()
for (const [network, prefix] of special) refused.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of specialOfSix) refused.addSubnet(network, prefix, 'ipv6')
const given = new BlockList()
given.addSubnet('2000::', 3, 'ipv6')

/** Tells whether an address (as a resolver gives it) is one of the open network; anything else is none. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !refused.check(address, 'ipv4')
  return (
    isIP(address) === 6 &&
    !address.includes('%') &&
    given.check(address, 'ipv6') &&
    !refused.check(address, 'ipv6')
  )
}
