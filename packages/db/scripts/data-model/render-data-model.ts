import type { Column, Model } from "./parse-schema";
import { GROUPS, HEADER } from "./words";

/** docs/data-model.md for these models. Throws if a model belongs to no group, or a group names one that is not there. */
export function renderDataModel(models: readonly Model[]): string {
  const byName = new Map(models.map((model) => [model.name, model]));
  const grouped = GROUPS.map((group) => ({ ...group, models: group.models.map((name) => find(byName, name)) }));
  const seen = new Set(GROUPS.flatMap((group) => group.models));
  const missing = models.filter(({ name }) => !seen.has(name)).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`Put ${missing.join(", ")} into a group of packages/db/scripts/data-model/words.ts.`);
  return [HEADER, renderDiagram(models, byName), ...grouped.map((group) => renderGroup(group, byName))].join("\n");
}

function renderGroup(group: { title: string; intro: string; models: Model[] }, byName: ReadonlyMap<string, Model>): string {
  return [`## ${group.title}\n`, `${group.intro}\n`, ...group.models.map((model) => renderModel(model, byName))].join("\n");
}

function renderDiagram(models: readonly Model[], byName: ReadonlyMap<string, Model>): string {
  const lines = models.flatMap((model) =>
    model.relations.map(({ column, target, nullable }) => {
      const { table } = find(byName, target);
      return `  ${table} ${nullable ? "|o" : "||"}--o{ ${model.table} : ${column.replace(/_id$/, "")}`;
    }),
  );
  return ["## All tables\n", "```mermaid", "erDiagram", ...lines, "```", ""].join("\n");
}

function renderModel(model: Model, byName: ReadonlyMap<string, Model>): string {
  const columns = model.columns.map(
    (column) => `| ${[`\`${column.name}\``, typeOf(column), remarkOf(column, model, byName)].join(" | ")} |`,
  );
  return [
    `### ${model.table}\n`,
    ...(model.remark ? [`${model.remark}\n`] : []),
    "| column | type | |\n| --- | --- | --- |",
    ...columns,
    "",
    ...renderIndexes(model),
  ].join("\n");
}

function typeOf({ type, nullable, fallback }: Column): string {
  const ending = fallback === undefined ? "" : `, default \`${fallback}\``;
  return `${type}${nullable ? ", may be null" : ""}${ending}`;
}

function remarkOf({ name, remark }: Column, model: Model, byName: ReadonlyMap<string, Model>): string {
  const relation = model.relations.find(({ column }) => column === name);
  const target = relation && find(byName, relation.target).table;
  const link = target === undefined ? undefined : `→ [${target}](#${target})`;
  const key = model.key.includes(name) ? "primary key" : undefined;
  return [key, link, remark || undefined].filter((part) => part !== undefined).join("; ");
}

function renderIndexes({ uniques, indexes }: Model): string[] {
  const list = (columns: readonly string[]) => `(\`${columns.join("`, `")}\`)`;
  const lines = [
    ...uniques.map((columns) => `- unique ${list(columns)}`),
    ...indexes.map(({ columns, name }) => `- index ${list(columns)}${name === undefined ? "" : `, named \`${name}\``}`),
  ];
  return lines.length === 0 ? [] : [...lines, ""];
}

function find(byName: ReadonlyMap<string, Model>, name: string): Model {
  const model = byName.get(name);
  if (!model) throw new Error(`schema.prisma has no model ${name}.`);
  return model;
}
