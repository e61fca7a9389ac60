import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance, FastifyPluginAsync } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import { refuseOtherMethods } from "./edge/methods";

const DESCRIPTION = `The calls that OnTrack's front end and scripts make around marking, for programs in any language.

Sign in with \`POST /api/auth\`, or make a token for a program, and send \`Username\` and \`Auth-Token\` with every request.
What goes wrong is always \`{"error": "…"}\`; a method that a path does not have is answered with 405 and \`Allow\`.
Ids are whole numbers from 1 to 2^53−1; anything else in a path names nothing and is answered with 404. Instants are
\`2025-10-08T05:04:00.000Z\`, dates \`2025-10-08\`. Parameters and fields that are not named here are ignored.`;

/** Swagger UI's files come from this very server, and scripts from nowhere else. */
const READER_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Marks, between the two steps in which the document is made, an operation that may come without its body. */
const BODY_OPTIONAL = "x-body-optional";

/** Collects what the routes that are defined in `app` from here on say of themselves. */
export async function documentRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Tutor Times", version: "1.0.0", description: DESCRIPTION, license: { name: "MIT", identifier: "MIT" } },
      servers: [{ url: "/" }],
      tags: [
        { name: "Signing in", description: "Getting, renewing and giving up a token" },
        { name: "Units", description: "The caller's units, and what waits there" },
        { name: "Tasks", description: "Assessing a task, and what was submitted for it" },
        { name: "Comments", description: "The conversation about a task" },
        { name: "Marking sessions", description: "Who marked when" },
        { name: "Tables", description: "The same as CSV" },
        { name: "Reports from OnTrack", description: "What OnTrack's own backend tells of its users" },
      ],
      components: {
        securitySchemes: {
          username: { type: "apiKey", in: "header", name: "Username", description: "The username that signed in" },
          authToken: { type: "apiKey", in: "header", name: "Auth-Token", description: "What `POST /api/auth` answered" },
          personalToken: { type: "http", scheme: "bearer", description: "A personal token with the scope `read` or `track`" },
          calendarToken: {
            type: "apiKey",
            in: "query",
            name: "token",
            description: "A personal token with the scope `feed`: good for the calendar of its owner's sessions alone",
          },
          serviceToken: { type: "http", scheme: "bearer", description: "A service account's token with the scope `report`" },
        },
      },
    },
    transform(route) {
      // Swagger's types say that there is a schema; catch-alls and files have none.
      const given: { readonly body?: unknown } | undefined = route.schema;
      if (given === undefined) return { schema: { hide: true }, url: route.url };
      const { schema, url } = jsonSchemaTransform(route);
      const { body } = given;
      const isOptional = body instanceof z.ZodType && body.safeParse(undefined).success;
      return { schema: isOptional ? { ...schema, [BODY_OPTIONAL]: true } : schema, url };
    },
    transformObject(made) {
      const document = jsonSchemaTransformObject(made);
      for (const path of Object.values(document.paths ?? {})) {
        for (const operation of [path?.put, path?.post, path?.delete]) {
          if (operation === undefined || !(BODY_OPTIONAL in operation)) continue;
          Reflect.deleteProperty(operation, BODY_OPTIONAL);
          if (operation.requestBody && "content" in operation.requestBody) operation.requestBody.required = false;
        }
      }
      if ("components" in document) dropUnusedSchemas(document, document.components?.schemas ?? {});
      return document;
    },
  });
}

/** Each named schema is made twice, as it comes in and as it goes out; what nothing refers to is left out. */
function dropUnusedSchemas(document: object, schemas: Record<string, unknown>): void {
  const text = JSON.stringify(document);
  const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`));
  for (const name of unused) delete schemas[name];
  if (unused.length > 0) dropUnusedSchemas(document, schemas);
}

/** `/openapi.json`, and the page to read it at `/docs`. For everybody. */
export const documentPages: FastifyPluginAsync = async (app) => {
  const refuseOthers = refuseOtherMethods(app);
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
  refuseOthers();
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    // Asked for without a slash at its end, the page names its files from here on.
    indexPrefix: "/api",
    staticCSP: READER_POLICY,
    theme: { title: "The API of Tutor Times" },
    uiConfig: { layout: "BaseLayout" },
  });
};
