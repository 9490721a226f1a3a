import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Config } from '../config/config.ts';
import { demoCertificate } from './demo-certificate.ts';

/**
 * The configuration with HTTPS by the demo certificate, unless it has a certificate already. This
 * process and those it starts trust it, so that the demo's carrier and media peer can call in.
 */
export async function withDemoCertificate(config: Config, now: Temporal.Instant): Promise<Config> {
  if (config.tls) return config;
  const tls = await demoCertificate(config.dataDir, now);
  setDefaultCACertificates([...getCACertificates('default'), tls.cert]);
  process.env.NODE_EXTRA_CA_CERTS = join(config.dataDir, 'tls/demo-cert.pem');
  return { ...config, tls, publicUrl: config.publicUrl.replace(/^http:/, 'https:') };
}
