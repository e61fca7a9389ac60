import { Input } from "../../design/field";
import { Labelled } from "../../design/labelled";

export interface PolicyValues {
  readonly thresholdMinutes: number;
  readonly floorMinutes: number;
  readonly splitAtTutorials: boolean;
}

/** The three things a policy says. `id` sets apart the fields of two forms on a page. */
export function PolicyFields({ id, values }: { id: string; values: PolicyValues }) {
  return (
    <div className="flex flex-wrap items-end gap-x-5 gap-y-3">
      <Labelled id={`${id}-threshold`} name="Threshold, in minutes">
        <Input
          id={`${id}-threshold`}
          name="threshold"
          type="number"
          min={1}
          max={60}
          required
          defaultValue={values.thresholdMinutes}
          className="w-32"
        />
      </Labelled>
      <Labelled id={`${id}-floor`} name="Floor, in minutes">
        <Input
          id={`${id}-floor`}
          name="floor"
          type="number"
          min={0}
          max={30}
          required
          defaultValue={values.floorMinutes}
          className="w-32"
        />
      </Labelled>
      <label className="flex h-10 items-center gap-2 text-sm">
        <input type="checkbox" name="split" defaultChecked={values.splitAtTutorials} className="size-4 accent-accent" />
        Cut sessions at tutorials
      </label>
    </div>
  );
}

/** What the fields of a form hold. */
export function policyOf(form: FormData): PolicyValues {
  return {
    thresholdMinutes: Number(form.get("threshold")),
    floorMinutes: Number(form.get("floor")),
    splitAtTutorials: form.get("split") === "on",
  };
}
