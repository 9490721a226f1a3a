/**
 * The channels that we make ourselves are named for what they are, so that a request sent twice
 * makes one, and an event says whom it is about. Those of callers have the engine's own names.
 */
export type Named =
  | { readonly is: 'callback'; readonly callId: string }
  | { readonly is: 'party'; readonly partyId: string }
  | { readonly is: 'media' }
  | { readonly is: 'caller' };

export const callbackChannel = (callId: string) => `callback.${callId}`;
export const partyChannel = (partyId: string) => `party.${partyId}`;
/** The sound of a leg on its way to the media peer; another port there makes another channel. */
export const mediaChannel = (legId: string, port: number) => `media.${legId}.${port}`;
/** The bridge between a line and its sound. */
export const lineBridge = (legId: string) => `line.${legId}`;

/** What a channel is, by its id. */
export function named(channelId: string): Named {
  const [kind, id = ''] = channelId.split('.');
  if (kind === 'callback') return { is: 'callback', callId: id };
  if (kind === 'party') return { is: 'party', partyId: id };
  return kind === 'media' ? { is: 'media' } : { is: 'caller' };
}
