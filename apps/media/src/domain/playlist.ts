/** A list of prompts played frame by frame, the last one again and again if it is to loop. */

export type Playlist = {
  prompts: readonly { name: string; frames: readonly Uint8Array[] }[];
  loop: boolean;
  prompt: number;
  frame: number;
};

export function newPlaylist(prompts: Playlist['prompts'], loop: boolean): Playlist {
  return { prompts, loop, prompt: 0, frame: 0 };
}

/** The name of the prompt being heard; null after the end. */
export function promptNow(playlist: Playlist): string | null {
  return playlist.prompts[playlist.prompt]?.name ?? null;
}

/** The next 20 ms, moving on; null when the list is done. */
export function nextFrame(playlist: Playlist): Uint8Array | null {
  const prompt = playlist.prompts[playlist.prompt];
  if (!prompt) return null;
  const frame = prompt.frames[playlist.frame];
  if (frame) {
    playlist.frame += 1;
    return frame;
  }
  const last = playlist.prompt === playlist.prompts.length - 1;
  playlist.frame = 0;
  if (!(last && playlist.loop && prompt.frames.length > 0)) playlist.prompt += 1;
  return nextFrame(playlist);
}
