import { act, createElement, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Target } from "../src/beats";
import { useHeartbeat } from "../src/react";
import { OTHER_TASK, sitDown, TASK } from "./desk";

const SECOND = 1_000;

/** A page of React in front of a tutor; the heartbeat it starts takes the place of the desk's own. */
async function render() {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const desk = await sitDown();
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  function Page({ target, account }: { target: Target | null; account: string }) {
    const { heartbeat, state } = useHeartbeat({ client: desk.server, target, account, environment: desk.environment });
    return createElement("button", { onClick: () => heartbeat?.pause() }, state?.status ?? "starting");
  }
  onTestFinished(() => act(async () => root.unmount()));
  return {
    desk,
    text: () => place.textContent,
    button: () => place.querySelector("button"),
    show: (target: Target | null, account = "ada") =>
      act(async () => root.render(createElement(StrictMode, null, createElement(Page, { target, account })))),
    leave: () => act(async () => root.render(null)),
    read: (ms: number) => act(() => desk.read(ms)),
  };
}

describe("the hook for React", () => {
  it("counts while the component is there, follows what it names, and shows the state", async () => {
    const { desk, show, read, leave, text } = await render();
    await show(TASK);
    expect(text()).toBe("counting");
    await read(30 * SECOND);
    await show({ ...TASK });
    await read(30 * SECOND);
    await show(OTHER_TASK);
    await read(20 * SECOND);
    await show(null);
    expect(text()).toBe("paused");
    await read(20 * SECOND);
    await leave();
    await read(20 * SECOND);
    const on = (projectId: number) => desk.server.total((beat) => "projectId" in beat && beat.projectId === projectId);
    expect([on(TASK.projectId), on(OTHER_TASK.projectId)]).toEqual([60 * SECOND, 20 * SECOND]);
  });

  it("gives the handle to the page", async () => {
    const { show, button, text } = await render();
    await show(TASK);
    await act(async () => button()?.click());
    expect(text()).toBe("paused");
  });

  it("starts afresh for another account", async () => {
    const { show, button, text } = await render();
    await show(TASK);
    await act(async () => button()?.click());
    await show(TASK, "grace");
    expect(text()).toBe("counting");
  });

  it("starts once, though the component makes a client at each render", async () => {
    vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
    const desk = await sitDown();
    const root = createRoot(document.body.appendChild(document.createElement("div")));
    onTestFinished(() => act(async () => root.unmount()));
    let renders = 0;
    let asked = 0;
    const serverTime = () => {
      asked += 1;
      return desk.server.serverTime();
    };
    function Page() {
      renders += 1;
      if (renders > 20) throw new Error("renders without end");
      const client = { sendBeats: desk.server.sendBeats, serverTime };
      return createElement("p", null, useHeartbeat({ client, target: TASK, environment: desk.environment }).state?.status);
    }
    await act(async () => root.render(createElement(Page)));
    await act(() => desk.read(30 * SECOND));
    expect(asked).toBe(1);
  });

  it("waits for a browser where there is none", () => {
    const client = { sendBeats: () => Promise.reject(new Error()), serverTime: () => Promise.reject(new Error()) };
    const Page = () => createElement("p", null, JSON.stringify(useHeartbeat({ client, target: TASK }).state));
    expect(renderToString(createElement(Page))).toBe("<p>null</p>");
  });
});
