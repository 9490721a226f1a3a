declare module 'http_ece' {
  import type { ECDH } from 'node:crypto';

  /** Decrypts one message of RFC 8188; the sender's public key is its key id (RFC 8291). */
  export function decrypt(
    body: Buffer,
    options: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string },
  ): Buffer;
}
