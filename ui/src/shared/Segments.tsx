/** One choice of a few, without the component library: radio buttons drawn as segments. */
interface Props { label: string; value: string; onChange: (value: string) => void; options: readonly { value: string; label: string }[]; testId?: string }

export function Segments({ label, value, onChange, options, testId }: Props) {
  return (
    <div className="segments" role="radiogroup" aria-label={label} data-testid={testId}>
      {options.map((one) => (
        <label key={one.value} className={one.value === value ? 'on' : undefined}>
          <input type="radio" name={label} value={one.value} checked={one.value === value} onChange={() => { onChange(one.value); }} /><span className="cut">{one.label}</span>
        </label>
      ))}
    </div>
  );
}
