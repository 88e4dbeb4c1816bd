// package: @modelcontextprotocol/sdk
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { createServer } from "node:http";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { check, done, listen } from "./_check.mjs";

function makeServer() {
  const server = new McpServer({ name: "compat", version: "1.0.0" });
  server.registerTool("add", { description: "Adds", inputSchema: { a: z.number(), b: z.number() } }, async ({ a, b }, { sendNotification }) => {
    await sendNotification({ method: "notifications/message", params: { level: "info", data: "adding" } });
    return { content: [{ type: "text", text: String(a + b) }] };
  });
  server.registerTool("fail", {}, async () => {
    throw new Error("broken");
  });
  server.registerResource("greeting", new ResourceTemplate("greeting://{name}", { list: undefined }), {}, async (uri, { name }) => ({
    contents: [{ uri: uri.href, text: `hello ${name}` }],
  }));
  server.server.registerCapabilities({ logging: {} });
  return server;
}

async function exercise(transport) {
  const client = new Client({ name: "client", version: "1.0.0" });
  await client.connect(transport);
  check.equal(client.getServerVersion().name, "compat");
  const { tools } = await client.listTools();
  check.deepEqual(tools.map((tool) => tool.name), ["add", "fail"]);
  const sum = await client.callTool({ name: "add", arguments: { a: 2, b: 3 } });
  check.equal(sum.content[0].text, "5");
  const bad = await client.callTool({ name: "add", arguments: { a: "x" } }).catch((error) => ({ isError: true, content: [{ text: error.message }] }));
  check.equal(bad.isError, true);
  const failed = await client.callTool({ name: "fail", arguments: {} });
  check.deepEqual([failed.isError, failed.content[0].text], [true, "broken"]);
  const { contents } = await client.readResource({ uri: "greeting://ann" });
  check.equal(contents[0].text, "hello ann");
  await client.close();
}

if (process.argv[2] === "serve") {
  await makeServer().connect(new StdioServerTransport());
} else {
  const http = createServer(async (req, res) => {
    const id = req.headers["mcp-session-id"];
    let transport = sessions.get(id);
    if (transport === undefined) {
      transport = new StreamableHTTPServerTransport({ sessionIdGenerator: randomUUID, onsessioninitialized: (made) => sessions.set(made, transport) });
      await makeServer().connect(transport);
    }
    await transport.handleRequest(req, res);
  });
  const sessions = new Map();
  const url = await listen(http);
  await exercise(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)));
  check.equal(sessions.size, 1);
  await exercise(new StdioClientTransport({ command: process.execPath, args: [fileURLToPath(import.meta.url), "serve"], stderr: "inherit" }));
  http.close();
  http.closeAllConnections();
  done("a server's tools, resources, errors, over HTTP with sessions and over the standard streams of a child process");
}
