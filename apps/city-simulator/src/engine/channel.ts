/** How a channel stands, in Asterisk's words. */
export type ChannelState = 'Down' | 'Ring' | 'Ringing' | 'Up';

/** One line of the engine: a telephone's, or the one that carries sound to and from outside. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  state: ChannelState;
  readonly from: string;
  readonly dialled: string;
  /** The Stasis application it is in; null before and after. */
  app: string | null;
  readonly createdAt: string;
  readonly variables: Map<string, string>;
  /** A frame of sound for whoever is at the other end. */
  hear(frame: Uint8Array): void;
  /** The channel is over: what belongs to it is closed. */
  over(cause: number): void;
}

/** The channel as requests and events show it. */
export function view(channel: Channel): Record<string, unknown> {
  const { id, name, state, from, dialled, app, createdAt } = channel;
  return {
    id,
    name,
    state,
    protocol_id: '',
    caller: { name: '', number: from },
    connected: { name: '', number: '' },
    accountcode: '',
    dialplan: {
      context: 'from-trunk',
      exten: dialled,
      priority: 1,
      app_name: app === null ? '' : 'Stasis',
      app_data: app ?? '',
    },
    creationtime: createdAt,
    language: 'en',
  };
}
