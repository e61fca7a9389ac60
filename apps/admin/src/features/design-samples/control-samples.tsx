import type { ReactNode } from "react";
import { Badge, LiveDot } from "../../design/badge";
import { Button } from "../../design/button";
import { Input, LABEL, Select, TextArea } from "../../design/field";
import { HowCounted } from "../../design/how-counted";
import { TextLink } from "../../design/text-link";

const TONES = ["primary", "secondary", "quiet"] as const;
const BADGES = ["neutral", "accent", "good", "warn", "bad"] as const;

/** Buttons, fields, badges and notes: as they are, small, and switched off. */
export function ControlSamples() {
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        {TONES.map((tone) => (
          <Button key={tone} tone={tone}>
            {tone}
          </Button>
        ))}
        {TONES.map((tone) => (
          <Button key={tone} tone={tone} size="sm">
            {tone}, small
          </Button>
        ))}
        {TONES.map((tone) => (
          <Button key={tone} tone={tone} disabled>
            {tone}, off
          </Button>
        ))}
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field name="sample-text" label="A line">
          <Input id="sample-text" placeholder="What stands here before" />
        </Field>
        <Field name="sample-choice" label="A choice">
          <Select id="sample-choice" defaultValue="a">
            <option value="a">Australia/Melbourne</option>
            <option value="b">Australia/Lord Howe</option>
          </Select>
        </Field>
        <Field name="sample-off" label="Switched off">
          <Input id="sample-off" defaultValue="Cannot be changed" disabled />
        </Field>
        <Field name="sample-words" label="Several lines">
          <TextArea id="sample-words" rows={3} defaultValue={"Well done.\nOne thing to look at: names."} />
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        {BADGES.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <Badge tone="good">
          <LiveDot /> marking since 14:05
        </Badge>
        <TextLink href="/design">a link</TextLink>
        <span className="inline-flex items-center gap-1 text-sm">
          a figure <HowCounted figure="Sample">One sentence says how it is counted.</HowCounted>
        </span>
      </div>
    </>
  );
}

function Field({ name, label, children }: { name: string; label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={name} className={LABEL}>
        {label}
      </label>
      {children}
    </div>
  );
}
