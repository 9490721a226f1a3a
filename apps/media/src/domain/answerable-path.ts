/**
 * Whether an answer sent from `local` finds its way back to `remote`. A packet from this very
 * machine's loopback address reaches every local address, but what is sent back from a network
 * address to loopback does not arrive. The browser checks such a path all the same, and the
 * first path checked is the one ICE-lite settles on: it must not be this one.
 */
export function isAnswerable(local: string, remote: string): boolean {
  return isLoopback(local) === isLoopback(remote);
}

const isLoopback = (address: string) => address === '::1' || address.startsWith('127.');
