import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** The artifact service (Twirp, JSON) and its blob store on loopback, as @actions/artifact speaks to them. */
export interface ArtifactStandIn {
  readonly artifacts: Map<string, { readonly zip: Buffer; readonly request: Readonly<Record<string, unknown>> }>;
  /** Statuses with which the next calls of a method are answered. */
  readonly faults: { readonly method: string; readonly status: number }[];
  readonly calls: string[];
  /** `ACTIONS_RESULTS_URL` and `ACTIONS_RUNTIME_TOKEN`. */
  readonly env: Readonly<Record<string, string>>;
}

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/';

export async function startArtifactService(): Promise<ArtifactStandIn> {
  const blocks = new Map<string, Buffer>();
  const blobs = new Map<string, Buffer>();
  const created = new Map<string, Readonly<Record<string, unknown>>>();
  const artifacts: ArtifactStandIn['artifacts'] = new Map();
  const faults: { method: string; status: number }[] = [];
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '/', 'http://x');
    const reply = (status: number, json?: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(json === undefined ? '' : JSON.stringify(json));
    };
    if (url.pathname.startsWith('/blob/')) {
      const name = decodeURIComponent(url.pathname.slice('/blob/'.length));
      if (url.searchParams.get('comp') === 'block') blocks.set(url.searchParams.get('blockid') ?? '', body);
      else
        blobs.set(
          name,
          Buffer.concat(
            [...body.toString('utf8').matchAll(/<Latest>([^<]+)<\/Latest>/g)].map(
              ([, id]) => blocks.get(id ?? '') ?? Buffer.alloc(0),
            ),
          ),
        );
      return reply(201);
    }
    const method = url.pathname.slice(SERVICE.length);
    calls.push(method);
    const fault = faults.findIndex((candidate) => candidate.method === method);
    const [failed] = fault < 0 ? [] : faults.splice(fault, 1);
    if (failed !== undefined) return reply(failed.status, { code: 'internal', msg: 'try again' });
    const asked: Readonly<Record<string, unknown>> = JSON.parse(body.toString('utf8'));
    const name = String(asked.name);
    switch (method) {
      case 'CreateArtifact':
        if (created.has(name))
          return reply(409, {
            code: 'already_exists',
            msg: 'an artifact with this name already exists on the workflow run',
          });
        created.set(name, asked);
        return reply(200, { ok: true, signed_upload_url: `${origin()}/blob/${encodeURIComponent(name)}?sig=x` });
      case 'FinalizeArtifact':
        artifacts.set(name, { zip: blobs.get(name) ?? Buffer.alloc(0), request: created.get(name) ?? {} });
        return reply(200, { ok: true, artifact_id: String(4000 + artifacts.size) });
      default:
        return reply(404, { code: 'bad_route', msg: method });
    }
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const payload = Buffer.from(JSON.stringify({ scp: 'Actions.Results:run-id:job-id' })).toString('base64url');
  return { artifacts, faults, calls, env: { ACTIONS_RESULTS_URL: origin(), ACTIONS_RUNTIME_TOKEN: `x.${payload}.x` } };
}

/** Names of a zip's members, from its central directory. */
export function zipNames(zip: Buffer): string[] {
  const names: string[] = [];
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    const length = zip.readUInt16LE(at + 28);
    names.push(zip.toString('utf8', at + 46, at + 46 + length));
  }
  return names.toSorted();
}
