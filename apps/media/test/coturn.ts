import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@1999/platform';

const TURNSERVER = process.env.TURNSERVER_PATH ?? '/usr/bin/turnserver';

/** Debian's coturn on this machine alone, with a secret of its own. @throws when it is not here. */
export async function startCoturn(secret: string) {
  if (!existsSync(TURNSERVER)) {
    throw new Error(
      'coturn is not here: apt-get install coturn (npm test does, as root on Debian)',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'coturn-'));
  const port = await freePort();
  const settings = [
    'listening-ip=127.0.0.1',
    'relay-ip=127.0.0.1',
    `listening-port=${port}`,
    'realm=1999.example',
    'use-auth-secret',
    `static-auth-secret=${secret}`,
    'allow-loopback-peers',
    'cli-password=unused',
    'no-cli',
    'no-tls',
    'no-dtls',
    `userdb=${join(folder, 'turndb')}`,
    `pidfile=${join(folder, 'pid')}`,
    `log-file=${join(folder, 'log')}`,
    'simple-log',
  ];
  const file = join(folder, 'turnserver.conf');
  writeFileSync(file, settings.join('\n'));
  const child: ChildProcess = spawn(TURNSERVER, ['-c', file], { stdio: 'ignore' });
  await answersBinding(port);
  return {
    url: `turn:127.0.0.1:${port}?transport=udp`,
    stop: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until a STUN binding request (RFC 5389) is answered. */
async function answersBinding(port: number): Promise<void> {
  const request = Buffer.from(`000100002112a442${'19'.repeat(12)}`, 'hex');
  const socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    const ask = setInterval(() => socket.send(request, port, '127.0.0.1'), 100);
    const tooLong = setTimeout(() => finish(new Error('coturn does not answer')), 15_000);
    const finish = (error?: Error) => {
      clearInterval(ask);
      clearTimeout(tooLong);
      socket.close();
      if (error) reject(error);
      else resolve();
    };
    socket.once('message', () => finish());
  });
}
