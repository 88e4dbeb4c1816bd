// package: graphql-yoga
import { createSchema, createYoga } from "graphql-yoga";
import { GraphQLError } from "graphql";
import { createServer } from "node:http";
import { check, done, listen } from "./_check.mjs";

const yoga = createYoga({
  logging: false,
  context: ({ request }) => ({ user: request.headers.get("user") }),
  schema: createSchema({
    typeDefs: `
      type Query { hello(name: String!): String!, me: String, fail: Int }
      type Mutation { add(a: Int!, b: Int!): Int! }
      type Subscription { count(to: Int!): Int! }
    `,
    resolvers: {
      Query: {
        hello: (_, { name }) => `hello ${name}`,
        me: (_, __, context) => context.user,
        fail: () => {
          throw new GraphQLError("broken", { extensions: { code: "TEAPOT" } });
        },
      },
      Mutation: { add: (_, { a, b }) => a + b },
      Subscription: {
        count: {
          async *subscribe(_, { to }) {
            for (let i = 1; i <= to; i++) yield { count: i };
          },
        },
      },
    },
  }),
});
const server = createServer(yoga);
const url = `${await listen(server)}/graphql`;
const ask = (query, variables, headers = {}) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
const hello = await ask("query ($n: String!) { hello(name: $n) me }", { n: "yoga" }, { user: "kit" });
check.deepEqual((await hello.json()).data, { hello: "hello yoga", me: "kit" });
check.equal((await (await ask("mutation { add(a: 2, b: 3) }")).json()).data.add, 5);
const failed = await (await ask("{ fail }")).json();
check.equal(failed.errors[0].message, "broken");
check.equal(failed.errors[0].extensions.code, "TEAPOT");
check.match((await (await ask("{ nothing }")).json()).errors[0].message, /Cannot query field "nothing"/);
const events = await ask("subscription { count(to: 3) }", {}, { accept: "text/event-stream" });
check.match(events.headers.get("content-type"), /text\/event-stream/);
const numbers = [...(await events.text()).matchAll(/"count":(\d)/g)].map((match) => Number(match[1]));
check.deepEqual(numbers, [1, 2, 3]);
server.close();
server.closeAllConnections();
done("queries, mutations, context, errors, validation, a subscription as server-sent events, over node:http");
