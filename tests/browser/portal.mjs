// The portal as a municipality runs it, from a configuration file, with an identity provider that
// is not of our making.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProvider } from './provider.mjs';
import { accompany, freePorts, Service } from './support.mjs';

/** Runs `journey` against a portal and a provider of its own. */
export async function withPortal(journey) {
  await accompany(await Portal.start(), journey);
}

export class Portal extends Service {
  async begin() {
    const [port] = await freePorts(1);
    this.portal = `http://localhost:${port}`;
    await this.ask('keys', 'portal', '--out', 'portal-key');
    await this.ask('keys', 'receipts', '--out', 'receipt-key');
    await this.write('recipients.txt', await this.ask('keys', 'archive', '--out', 'identity.txt'));
    const client = JSON.parse(await this.ask('keys', 'client', '--out', 'client-key.pem'));
    this.provider = await startProvider({ portal: this.portal, client });
    this.idp = this.provider.issuer;
    await this.write('sendsikkert.toml', this.configuration(port));
    this.spawn('serve', '--config', 'sendsikkert.toml');
  }

  configuration(port) {
    return `
      public_url = "${this.portal}"
      listen = "127.0.0.1:${port}"
      portal_key_file = "portal-key"
      receipt_key_file = "receipt-key"
      recipients_file = "recipients.txt"
      municipality = { name = "Eksempel kommune", organisation_number = "313001008" }
      database = { url = "sqlite:sendsikkert.db" }
      blobs = { kind = "disk", path = "blobs" }
      scanner = { kind = "none" }

      [identity]
      issuer = "${this.idp}"
      client_id = "sendsikkert"
      client_key_file = "client-key.pem"
      environment = "test"
      acr = "idporten-loa-substantial"
      acr_to_send = "idporten-loa-high"

      [mail]
      from = "Eksempel kommune <ikke-svar@eksempel.invalid>"
      transport = { kind = "folder", path = "mail" }
    `;
  }

  async isUp() {
    return (await super.isUp()) && this.output.includes('serving');
  }

  lastWords() {
    return [super.lastWords(), ...this.provider.complaints].join('\n');
  }

  async write(name, content) {
    await writeFile(join(this.home, name), content);
  }

  async stop() {
    await super.stop();
    await this.provider?.stop();
  }
}
