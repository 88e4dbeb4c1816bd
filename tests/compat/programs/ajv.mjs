// package: ajv
import Ajv2020 from "ajv/dist/2020.js";
import Ajv from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { check, done } from "./_check.mjs";

const ajv = new Ajv({ allErrors: true, coerceTypes: true, useDefaults: true, removeAdditional: true });
addFormats(ajv);
const validate = ajv.compile({
  type: "object",
  properties: { id: { type: "integer" }, mail: { type: "string", format: "email" }, tags: { type: "array", items: { type: "string" }, default: ["none"] } },
  required: ["id", "mail"],
  additionalProperties: false,
});
const data = { id: "7", mail: "a@b.test", extra: true };
check.equal(validate(data), true);
check.deepEqual(data, { id: 7, mail: "a@b.test", tags: ["none"] });
check.equal(validate({ mail: "no" }), false);
check.match(ajv.errorsText(validate.errors), /required property 'id', data\/mail must match format "email"/);
ajv.addKeyword({ keyword: "even", type: "number", validate: (_, value) => value % 2 === 0 });
check.equal(ajv.validate({ even: true }, 4), true);
check.equal(ajv.validate({ even: true }, 5), false);
const newer = new Ajv2020({ schemas: [{ $id: "http://a.test/n", type: "number" }] });
check.equal(newer.compile({ prefixItems: [{ $ref: "http://a.test/n" }], items: false, minItems: 1 })([1]), true);
const remote = new Ajv({ loadSchema: async () => ({ type: "string" }) });
check.equal((await remote.compileAsync({ $ref: "http://a.test/s" }))("x"), true);
const coder = new Ajv({ code: { source: true } });
const file = `${process.env.SCRATCH}/validate.cjs`;
writeFileSync(file, standaloneCode(coder, coder.compile({ type: "array", maxItems: 1 })));
const standalone = createRequire(import.meta.url)(file);
check.equal(standalone([1]), true);
check.equal(standalone([1, 2]), false);
done("compiled schemas, formats, coercion, defaults, keywords, draft 2020, remote schemas, standalone code");
