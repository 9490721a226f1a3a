export {
  FRAME_TICKS,
  OpusFileWriter,
  opusFrames,
  opusStream,
  packetTicks,
  SILENT_FRAME,
} from './ogg-opus.ts';
export { BadOgg, oggPackets } from './ogg-page.ts';
export { waveFile } from './wave.ts';
