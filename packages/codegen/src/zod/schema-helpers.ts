import { docComment } from '../doc-comment.js';

/** Something that schemas are made of and zod does not have: declared in the module where it is used. */
export interface SchemaHelper {
  readonly doc: string;
  /** Source, laid out as prettier would. */
  readonly source: string;
  /** The helpers that it uses itself. */
  readonly needs: readonly string[];
}

/**
 * By name, each after those that it needs. JSON and intervals are looked at and handed on as they are: zod would copy them, and its
 * copies lose what is called `__proto__` in the one and the class of the other. No JSON is too deep or too round: a server
 * stores deeper ones than a recursion reaches.
 */
export const SCHEMA_HELPERS: ReadonlyMap<string, SchemaHelper> = new Map(
  Object.entries({
    anyNumber: {
      doc: 'Any number: `NaN` and the infinities too, which `z.number()` refuses.',
      source: `const anyNumber = z.custom<number>(
  (value) => typeof value === "number",
  "Invalid input: expected number",
);
`,
      needs: [],
    },
    buffer: {
      doc: 'A `Buffer`; where there is no such class, as in a browser, nothing is one.',
      source: `const buffer = z.custom<Buffer>(
  (value) => typeof Buffer !== "undefined" && Buffer.isBuffer(value),
  "Invalid input: expected Buffer",
);
`,
      needs: [],
    },
    bytes: {
      doc: 'Bytes; a `Buffer` is one.',
      source: `const bytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array,
  "Invalid input: expected Uint8Array",
);
`,
      needs: [],
    },
    given: {
      doc: 'All that is known at run time of a type that the contract names: there is a value.',
      source: 'const given = (value: unknown): boolean => value !== undefined;\n',
      needs: [],
    },
    isObject: {
      doc: 'Whether a value is an object, and no `Date`, array or the like.',
      source: `const isObject = (value: unknown): value is object =>
  Object.prototype.toString.call(value) === "[object Object]";
`,
      needs: [],
    },
    isJson: {
      doc: 'Whether a value is JSON. What is `undefined` in an object is not sent.',
      source: `const isJson = (value: unknown): boolean => {
  const parts = new Set([value]);
  for (const part of parts) {
    if (Array.isArray(part)) {
      for (const element of part as unknown[]) parts.add(element);
    } else if (isObject(part)) {
      for (const member of Object.values(part) as unknown[]) {
        if (member !== undefined) parts.add(member);
      }
    } else if (!["boolean", "number", "string"].includes(typeof part)) {
      if (part !== null) return false;
    }
  }
  return true;
};
`,
      needs: ['isObject'],
    },
    jsonArray: {
      doc: 'A JSON array.',
      source: `const jsonArray = z.custom<rows.JsonArray>(
  (value) => Array.isArray(value) && isJson(value),
  "Invalid input: expected JSON array",
);
`,
      needs: ['isJson'],
    },
    jsonObject: {
      doc: 'A JSON object.',
      source: `const jsonObject = z.custom<rows.JsonObject>(
  (value) => isObject(value) && isJson(value),
  "Invalid input: expected JSON object",
);
`,
      needs: ['isJson'],
    },
    jsonValue: {
      doc: 'What `json` and `jsonb` are read as.',
      source: `const jsonValue = z.custom<rows.JsonValue>(
  isJson,
  "Invalid input: expected JSON",
);
`,
      needs: ['isJson'],
    },
    intervalParts: {
      doc: 'What an interval has; parts that are zero are absent.',
      source: `const intervalParts = z.object({
  years: z.exactOptional(z.number()),
  months: z.exactOptional(z.number()),
  days: z.exactOptional(z.number()),
  hours: z.exactOptional(z.number()),
  minutes: z.exactOptional(z.number()),
  seconds: z.exactOptional(z.number()),
  milliseconds: z.exactOptional(z.number()),
  toPostgres: z.custom((value) => typeof value === "function"),
  toISO: z.custom((value) => typeof value === "function"),
  toISOString: z.custom((value) => typeof value === "function"),
});
`,
      needs: [],
    },
    int2: {
      doc: 'A `smallint`.',
      source: 'const int2 = z.int().min(-32768).max(32767);\n',
      needs: [],
    },
    postgresCircle: {
      doc: 'What `circle` is read as.',
      source: `const postgresCircle = z.object({
  x: anyNumber,
  y: anyNumber,
  radius: anyNumber,
});
`,
      needs: ['anyNumber'],
    },
    postgresInterval: {
      doc: 'What `interval` is read as.',
      source: `const postgresInterval = z.custom<rows.PostgresInterval>(
  (value) => intervalParts.safeParse(value).success,
  "Invalid input: expected interval",
);
`,
      needs: ['intervalParts'],
    },
    postgresPoint: {
      doc: 'What `point` is read as.',
      source: 'const postgresPoint = z.object({ x: anyNumber, y: anyNumber });\n',
      needs: ['anyNumber'],
    },
  }),
);

export function helperText({ doc, source }: SchemaHelper): string {
  return `${docComment(null, doc, '')}${source}`;
}
