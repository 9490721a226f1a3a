import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** A certificate and its private key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const VALID_DAYS = 365;
const RENEW_BEFORE_HOURS = 24 * 30;

/**
 * A self-signed certificate for demonstrations: a phone gives microphone and push over HTTPS only.
 * Kept under the data folder (key 0600), so a browser that was told to trust it still does after
 * a restart; made anew when it runs out within 30 days or this machine has a new address.
 */
export async function demoCertificate(
  dataDir: string,
  now: Temporal.Instant,
  addresses: string[] = machineAddresses(),
): Promise<Certificate> {
  const folder = join(dataDir, 'tls');
  const files = { cert: join(folder, 'demo-cert.pem'), key: join(folder, 'demo-key.pem') };
  const kept = await readKept(files).catch(() => undefined);
  if (kept && serves(kept, now, addresses)) return kept;
  const made = await generate([{ name: 'commonName', value: '1999 demo' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.epochMilliseconds),
    notAfterDate: new Date(now.add({ hours: 24 * VALID_DAYS }).epochMilliseconds),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...addresses.map((ip) => ({ type: 7, ip }) as const),
        ],
      },
    ],
  });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(files.key, made.private, { mode: 0o600 });
  await writeFile(files.cert, made.cert);
  return { cert: made.cert, key: made.private };
}

async function readKept(files: Certificate): Promise<Certificate> {
  const [cert, key] = await Promise.all([
    readFile(files.cert, 'utf8'),
    readFile(files.key, 'utf8'),
  ]);
  return { cert, key };
}

function serves(kept: Certificate, now: Temporal.Instant, addresses: string[]): boolean {
  const certificate = new X509Certificate(kept.cert);
  const end = Temporal.Instant.fromEpochMilliseconds(new Date(certificate.validTo).getTime());
  return (
    Temporal.Instant.compare(now.add({ hours: RENEW_BEFORE_HOURS }), end) < 0 &&
    addresses.every((ip) => certificate.checkIP(ip) !== undefined)
  );
}

/** This machine's IPv4 addresses, the loopback one among them: what a phone on the LAN dials. */
function machineAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family }) => family === 'IPv4')
    .map(({ address }) => address)
    .sort();
}
