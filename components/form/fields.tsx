'use client'

import { type ChangeEvent, createContext, type ReactNode, useContext } from 'react'
import { type FieldValues, type UseControllerProps, useController } from 'react-hook-form'
import { Combobox, type ComboboxProps } from '@/components/ui/combobox'
import { type FieldTexts, Finding } from '@/components/ui/field-frame'
import { RadioRows, type RadioRowsProps } from '@/components/ui/radio-rows'
import { SecretField } from '@/components/ui/secret-field'
import { SelectField, type SelectFieldProps } from '@/components/ui/select-field'
import { Switch, type SwitchProps } from '@/components/ui/switch'
import { TextField, type TextFieldProps } from '@/components/ui/text-field'

/** `control` may be left out inside a FormProvider. */
type Bound<Values extends FieldValues> = Pick<UseControllerProps<Values>, 'control' | 'name'>

/** What the form itself gives; an `error` that is passed in says more and wins over the form's message. */
type Given = 'value' | 'checked' | 'onChange' | 'onBlur' | 'name' | 'ref' | 'defaultValue'
type Extra = {
  /** After the form has the new value, as to clear what hangs on it. */
  onChanged?: (value: string) => void
}

/** What was found about fields, by their names. A field that found something itself says that instead. */
export const FieldFindings = createContext<ReadonlyMap<string, FieldTexts['finding']>>(new Map())

type Said = Pick<FieldTexts, 'error' | 'finding'>

function useField<Values extends FieldValues>({ control, name }: Bound<Values>, said: Said) {
  const { field, fieldState } = useController({ control, name })
  const found = useContext(FieldFindings).get(name)
  return {
    field,
    error: said.error ?? fieldState.error?.message,
    finding: said.finding || found,
  }
}

/** A field whose value is a text, from an event of its own. */
function useTextField<Values extends FieldValues>(
  bound: Bound<Values>,
  said: Said,
  onChanged: Extra['onChanged'],
) {
  const { field, error, finding } = useField(bound, said)
  return {
    ...field,
    value: field.value ?? '',
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => {
      field.onChange(event)
      onChanged?.(event.target.value)
    },
    error,
    finding,
  }
}

export function FormTextField<Values extends FieldValues>({
  control,
  name,
  onChanged,
  ...rest
}: Bound<Values> & Omit<TextFieldProps, Given> & Extra) {
  return <TextField {...rest} {...useTextField({ control, name }, rest, onChanged)} />
}

export function FormSecretField<Values extends FieldValues>({
  control,
  name,
  onChanged,
  ...rest
}: Bound<Values> & Omit<TextFieldProps, Given> & Extra & { initiallyShown?: boolean }) {
  return <SecretField {...rest} {...useTextField({ control, name }, rest, onChanged)} />
}

export function FormSelectField<Values extends FieldValues>({
  control,
  name,
  onChanged,
  ...rest
}: Bound<Values> & Omit<SelectFieldProps, Given> & Extra) {
  return <SelectField {...rest} {...useTextField({ control, name }, rest, onChanged)} />
}

export function FormSwitch<Values extends FieldValues>({
  control,
  name,
  onChanged,
  ...rest
}: Bound<Values> &
  Omit<SwitchProps, Given> & { onChanged?: (checked: boolean) => void; error?: ReactNode }) {
  const { field, error, finding } = useField({ control, name }, rest)
  return (
    <div>
      <Switch
        {...rest}
        ref={field.ref}
        checked={Boolean(field.value)}
        onChange={(checked) => {
          field.onChange(checked)
          onChanged?.(checked)
        }}
      />
      {error && (
        <p role="alert" className="mt-1 text-table text-loss">
          {error}
        </p>
      )}
      {!error && finding && (
        <div className="mt-1">
          {[finding].flat().map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: texts without a state of their own
            <Finding key={at} {...one} />
          ))}
        </div>
      )}
    </div>
  )
}

export function FormRadioRows<Values extends FieldValues, T extends string>({
  control,
  name,
  onChanged,
  ...rest
}: Bound<Values> & Omit<RadioRowsProps<T>, Given> & { onChanged?: (value: T) => void }) {
  const { field, error } = useField({ control, name }, { error: rest.error })
  return (
    <RadioRows<T>
      {...rest}
      ref={field.ref}
      value={field.value}
      onBlur={field.onBlur}
      onChange={(value) => {
        field.onChange(value)
        onChanged?.(value)
      }}
      error={error}
    />
  )
}

export function FormCombobox<Values extends FieldValues>({
  control,
  name,
  onChanged,
  ...rest
}: Bound<Values> & Omit<ComboboxProps, Given> & Extra) {
  const { field, error, finding } = useField({ control, name }, rest)
  return (
    <Combobox
      {...rest}
      {...field}
      value={field.value ?? ''}
      onChange={(value) => {
        field.onChange(value)
        onChanged?.(value)
      }}
      error={error}
      finding={finding}
    />
  )
}
