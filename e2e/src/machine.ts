import type { Browser, BrowserContext, Page } from "puppeteer-core";
import { addMs, type Instant } from "@tutor-times/core/instant";
import type { FrontEnd } from "./front-end";
import { installHandClock } from "./hand-clock";
import { Gateway } from "./gateway";
import type { ServedApp } from "./served-app";
import type { Person, Submitted } from "./world";

/** Time passes in steps no longer than this, so that a beat reaches the server within a step of when it was sent. */
const STEP_MS = 1_000;
const BETWEEN_MOVES_MS = 10_000;

export interface MachineOptions {
  /** How far its clock is ahead of the server's. */
  readonly clockErrorMs?: number;
  /** From which address the server is called. */
  readonly address?: string;
}

/** One time for the server and for all machines: it stands still unless it is moved. */
export class Time {
  readonly #app: ServedApp;
  readonly #machines: Machine[] = [];
  #now: Instant;

  private constructor(app: ServedApp, now: Instant) {
    this.#app = app;
    this.#now = now;
  }

  static async standStill(app: ServedApp, now: Instant): Promise<Time> {
    await app.setClock(now);
    return new Time(app, now);
  }

  get now(): Instant {
    return this.#now;
  }

  /** Lets `ms` pass everywhere; `meanwhile` happens after each step. */
  async pass(ms: number, meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      const step = Math.min(left, STEP_MS);
      this.#now = addMs(this.#now, step);
      // The server first: a beat must not end in its future.
      await this.#app.setClock(this.#now);
      for (const machine of this.#machines) await machine.pass(step);
      await meanwhile();
    }
  }

  follow(machine: Machine): void {
    this.#machines.push(machine);
  }
}

/** A browser of its own, whose tabs are hidden, shown and focused as a person's are. */
export class Machine {
  readonly #context: BrowserContext;
  readonly #frontEnd: FrontEnd;
  readonly gateway: Gateway;
  /** Null: the computer's own. */
  readonly #time: Time | null;
  readonly #options: MachineOptions;
  readonly #tabs = new Set<Tab>();

  private constructor(context: BrowserContext, frontEnd: FrontEnd, gateway: Gateway, time: Time | null, options: MachineOptions) {
    this.#context = context;
    this.#frontEnd = frontEnd;
    this.gateway = gateway;
    this.#time = time;
    this.#options = options;
    time?.follow(this);
  }

  /** A machine at which `person` has signed in at the front end. */
  static async turnOn(
    browser: Browser,
    frontEnd: FrontEnd,
    app: ServedApp,
    time: Time | null,
    person: Person,
    options: MachineOptions = {},
  ): Promise<Machine> {
    const gateway = await Gateway.open(app.url, frontEnd.origin, options.address ?? "203.0.113.7");
    const machine = new Machine(await browser.createBrowserContext(), frontEnd, gateway, time, options);
    const tab = await machine.#newTab("");
    await tab.page.type("input[name=username]", person.username);
    await tab.page.type("input[name=password]", person.password);
    await tab.page.click("#sign-in button");
    await tab.sees("no-target");
    await tab.close();
    return machine;
  }

  /** Opens a tab, in front of the others (or a window), with a submission in view; returns when its time is being counted. */
  async open({ projectId, taskDefinitionId }: Submitted, { window = false } = {}): Promise<Tab> {
    const tab = await this.#newTab(`#${projectId}/${taskDefinitionId}`, window);
    await tab.sees("counting");
    return tab;
  }

  /** See `Time`. */
  async pass(ms: number): Promise<void> {
    for (const tab of this.#tabs) await tab.pass(ms);
  }

  async turnOff(): Promise<void> {
    await this.#context.close();
    await this.gateway.close();
  }

  async #newTab(hash: string, window = false): Promise<Tab> {
    const page = window ? await this.#newWindow() : await this.#context.newPage();
    const { clockErrorMs = 0 } = this.#options;
    if (this.#time !== null) await page.evaluateOnNewDocument(installHandClock, this.#time.now + clockErrorMs);
    await page.goto(`${this.#frontEnd.origin}/marking.html?server=${encodeURIComponent(this.gateway.url)}${hash}`);
    const tab: Tab = new Tab(page, window, { show: () => this.#bringToFront(tab), close: () => this.#tabs.delete(tab) });
    this.#tabs.add(tab);
    await tab.show();
    return tab;
  }

  /** A browser without any windows hides nothing by itself, but what is minimised. */
  async #bringToFront(tab: Tab): Promise<void> {
    await tab.page.bringToFront();
    if (tab.isWindow) return;
    for (const other of this.#tabs) {
      if (other !== tab && !other.isWindow && (await other.look()) === "visible") await other.resizeWindow("minimized");
    }
    if ((await tab.look()) === "hidden") await tab.resizeWindow("normal");
  }

  async #newWindow(): Promise<Page> {
    const browser = await this.#context.browser().target().createCDPSession();
    const opened = this.#context.waitForTarget((target) => target.url() === "about:blank#window");
    const browserContextId = this.#context.id;
    await browser.send("Target.createTarget", {
      url: "about:blank#window",
      newWindow: true,
      ...(browserContextId === undefined ? {} : { browserContextId }),
    });
    const page = await (await opened).page();
    await browser.detach();
    if (page === null) throw new Error("The new window shows no page");
    return page;
  }
}

/** One tab of a machine, with the front end's page. */
export class Tab {
  readonly page: Page;
  /** Whether it is alone in a window, and thus in sight as long as that is open. */
  readonly isWindow: boolean;
  readonly #machine: { readonly show: () => Promise<void>; readonly close: () => void };
  #moves = 0;
  #away = false;

  constructor(page: Page, isWindow: boolean, machine: { readonly show: () => Promise<void>; readonly close: () => void }) {
    this.page = page;
    this.isWindow = isWindow;
    this.#machine = machine;
  }

  /** Moves the mouse a little, as readers do. */
  async move(): Promise<void> {
    this.#moves += 1;
    await this.page.mouse.move(200 + (this.#moves % 40) * 5, 300 + (this.#moves % 7) * 3);
  }

  /** Lets `ms` pass, moving the mouse every ten seconds, here and in front of `also`. */
  async read(time: Time, ms: number, ...also: readonly Tab[]): Promise<void> {
    for (let left = ms; left > 0; left -= BETWEEN_MOVES_MS) {
      await time.pass(Math.min(left, BETWEEN_MOVES_MS));
      for (const tab of [this, ...also]) await tab.move();
    }
  }

  /** Brings it to the front of its window. */
  async show(): Promise<void> {
    await this.#machine.show();
    await this.page.waitForFunction(() => document.visibilityState === "visible");
    await this.quiet();
  }

  /** Whether people see it, as the browser says. */
  look(): Promise<DocumentVisibilityState> {
    return this.page.evaluate(() => document.visibilityState);
  }

  async resizeWindow(windowState: "minimized" | "normal"): Promise<void> {
    const session = await this.page.createCDPSession();
    const { windowId } = await session.send("Browser.getWindowForTarget");
    await session.send("Browser.setWindowBounds", { windowId, bounds: { windowState } });
    await session.detach();
  }

  /** Waits until the page shows this status. */
  async sees(status: string): Promise<void> {
    await this.page
      .waitForFunction((wanted) => document.querySelector("output")?.value === wanted, { polling: 50, timeout: 10_000 }, status)
      .catch(async (error: unknown) => {
        throw new Error(`The page shows "${await this.status()}", not "${status}"`, { cause: error });
      });
  }

  status(): Promise<string> {
    return this.page.evaluate(() => document.querySelector("output")?.value ?? "");
  }

  /** See `Time`. A tab that does not run lives through nothing of it. */
  async pass(ms: number): Promise<void> {
    if (this.#away) return;
    await this.page.evaluate((by) => window.handClock?.pass(by), ms);
  }

  async quiet(): Promise<void> {
    await this.page.evaluate(() => window.handClock?.quiet());
  }

  /** Follows a link to another page of the site, for `ms`. */
  async goAway(ms: number): Promise<void> {
    await this.page.evaluate((by) => window.handClock?.skipUntilShown(by), ms);
    this.#away = true;
    await this.page.goto(new URL("elsewhere.html", this.page.url()).href);
  }

  /** Goes back to the page it showed before, which must be what `goAway` said later. */
  async comeBack(): Promise<void> {
    await this.page.goBack();
    this.#away = false;
  }

  /** Has the browser freeze it, as it does with tabs that nobody looks at. */
  async freeze(): Promise<void> {
    this.#away = true;
    await this.#setLifecycle("frozen");
  }

  /** Ends that, `afterMs` later. */
  async thaw(afterMs: number): Promise<void> {
    await this.#setLifecycle("active");
    await this.#catchUp(afterMs);
  }

  /** Its process dies. */
  async crash(): Promise<void> {
    this.#machine.close();
    const crashed = new Promise((resolve) => this.page.once("error", resolve));
    const session = await this.page.createCDPSession();
    session.send("Page.crash").catch(() => undefined);
    await crashed;
    await this.page.close();
  }

  async close(): Promise<void> {
    this.#machine.close();
    await this.page.close({ runBeforeUnload: true });
  }

  async #setLifecycle(state: "frozen" | "active"): Promise<void> {
    const session = await this.page.createCDPSession();
    await session.send("Page.setWebLifecycleState", { state });
    await session.detach();
  }

  async #catchUp(ms: number): Promise<void> {
    await this.page.evaluate((by) => window.handClock?.skip(by), ms);
    this.#away = false;
  }
}
