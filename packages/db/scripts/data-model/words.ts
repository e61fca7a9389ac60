/** What the pages say beside what schema.prisma knows, and how its models are grouped: every one belongs to one group. */
export const GROUPS: readonly { title: string; intro: string; models: readonly string[] }[] = [
  {
    title: "Time spent",
    intro:
      "What the tracker writes. Everything in reports comes from these three tables, the timetable's windows and the policies.",
    models: ["MarkingSession", "SessionActivity", "AttentionStretch"],
  },
  {
    title: "Days that are over",
    intro:
      "What the days of a unit came to, so that a report of a term adds up days and not sessions. All of it follows from the tables above: whoever changes evidence of such a day takes the day away, and the server's upkeep stores it again.",
    models: ["SettledDay", "SettledFigures"],
  },
  {
    title: "Units, staff and policies",
    intro: "Where somebody teaches, and by which rules their time is counted.",
    models: ["Unit", "UnitPolicy", "UnitRole", "AllottedHours", "UnitBreak", "Campus"],
  },
  {
    title: "Timetable",
    intro: "Tutorials as they were planned, and the windows of time that they come to.",
    models: ["TutorialStream", "Tutorial", "TutorialCancellation", "TutorialWindow", "TutorialEnrolment"],
  },
  {
    title: "Students' work",
    intro: "What tutors mark.",
    models: ["Project", "TaskDefinition", "Task", "Submission", "TaskComment", "CommentRead"],
  },
  {
    title: "People and credentials",
    intro: "Who somebody is, and how they prove it.",
    models: ["User", "AccessToken", "Identity", "SignInLimit", "ServiceAccount", "IdempotencyKey"],
  },
  {
    title: "The installation",
    intro: "What was changed by whom, and what the installation knows of itself.",
    models: ["AuditEntry", "Setting"],
  },
];

export const HEADER = `# Data model

<!-- Made from prisma/schema.prisma by \`pnpm generate:data-model\`: change the schema, or the words in
packages/db/scripts/data-model, and run it again. -->

All instants are \`timestamptz\` with milliseconds, kept and compared in UTC; dates are dates of the unit's or campus's
zone. Ids are \`bigint\`, never above 2^53−1, so that they are safe as JSON numbers. Every relation is a foreign key, and
nothing that time was spent on can be deleted under it. \`external_id\` is the id that a university's OnTrack has for the
same thing.

Prisma's language cannot say the following; it stands in \`prisma/migrations\` and has its tests in \`packages/db/test\`.

**Sessions never overlap.** \`marking_sessions_no_overlap\` is an exclusion constraint: no two sessions of one key (user,
unit, address) that are not deleted may claim a common stretch of time. A session claims \`[start, end)\`, and one that is a
single instant claims its millisecond, so two sessions may meet and none can hide in another. It is checked when a
transaction commits: a batch may move the boundary of two sessions one after the other.

**Partitions by month.** \`session_activities\` (by \`created_at\`) and \`attention_stretches\` (by \`start_time\`) are
partitioned by calendar month in UTC, so that old months can be dropped whole. The partitions live in the schema
\`partitions\` and are made by \`ensure_month_partitions(first, last)\` with every migration, from last month to 14 months
ahead. What falls into no month that exists lands in the default partition: no date is ever refused. The partition's
time is part of the primary key, as PostgreSQL demands.

**Checks.** Roles, statuses, actions, weekdays and kinds are of the known ones; ends do not lie before starts; counts are
not negative; an address is in canonical form; a floor is at most half its threshold; a deletion has its reason; a token
has one owner, a user or a service account, and the scopes of its kind.
`;
