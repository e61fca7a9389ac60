import { show, type Example } from "./example";

export const admin: Record<string, Example> = {
  "admin.people": async (client) => {
    const { people, total } = await client.admin.people.query({ search: "lovelace", page: 1 });
    show(people, total);
  },

  "admin.addPerson": async (client) => {
    const person = { username: "grace", email: "grace@example.edu", firstName: "Grace", lastName: "Hopper" };
    const { id } = await client.admin.addPerson.mutate({ ...person, systemRole: "tutor" });
    show(id);
  },

  "admin.changePerson": async (client) => {
    await client.admin.changePerson.mutate({ userId: 42, active: false });
  },

  "admin.importPeople": async (client) => {
    const csv = "username,email,first_name,last_name,unit,unit_role\ngrace,grace@example.edu,Grace,Hopper,SIT101,tutor\n";
    const { added, known, roles } = await client.admin.importPeople.mutate({ csv });
    show(added, known, roles);
  },

  "admin.staff": async (client) => {
    const { roles } = await client.admin.staff.query({ unitId: 7 });
    show(roles);
  },

  "admin.giveRole": async (client) => {
    await client.admin.giveRole.mutate({ unitId: 7, username: "grace", role: "tutor" });
  },

  "admin.endRole": async (client) => {
    await client.admin.endRole.mutate({ unitId: 7, userId: 42, role: "tutor" });
  },

  "admin.rollOver": async (client) => {
    const next = await client.admin.rollOver.mutate({ unitId: 7, startDate: "2026-03-02", endDate: "2026-06-28" });
    show(next.unitId);
  },

  "admin.archiveUnit": async (client) => {
    await client.admin.archiveUnit.mutate({ unitId: 7, archived: true });
  },

  "admin.log": async (client) => {
    const { changes } = await client.admin.log.query({ unitId: 7, pageSize: 20 });
    for (const { at, actor, action } of changes) show(at, actor?.name ?? "at the terminal", action);
  },

  "admin.removedSessions": async (client) => {
    const { sessions, total } = await client.admin.removedSessions.query({});
    show(sessions, total);
  },

  "admin.tokens": async (client) => {
    const { tokens, total } = await client.admin.tokens.query({ pageSize: 20 });
    show(tokens, total);
  },
};
