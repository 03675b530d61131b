// A provider of sign-ins on a free port of this computer, with one client and pages on which any name signs in.
// Started with the file of the client's secret; says its issuer in a line, and goes when its input ends.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";

import { Provider } from "oidc-provider";

const secret = readFileSync(process.argv[2], "utf8").trim();
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "mainstay",
        client_secret: secret,
        application_type: "native",
        redirect_uris: ["http://127.0.0.1/cb"],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    cookies: { keys: ["for tests alone"] },
    pkce: { required: () => true },
  });
  server.on("request", provider.callback());
  process.stdout.write(`issuer ${issuer}\n`);
});
process.stdin.on("end", () => process.exit(0)).resume();
