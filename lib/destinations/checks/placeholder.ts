const forms = [
  // <token>, [TOKEN], {{ token }}
  /^<[^<>]*>$/,
  /^\[[A-Z][\w -]*\]$/,
  /^\{\{.*\}\}$/,
  // $TOKEN, ${token}, %TOKEN%
  /^\$(?:[A-Z_][A-Z0-9_]+|\{\w+\})$/,
  /^%[A-Z_][A-Z0-9_]+%$/,
  /^your[ _-]/i,
  // xxxx, ****, ...., also in groups as in a GUID
  /^(?=.{4})(?:x+|\*+|\.+)(?:-(?:x+|\*+))*$/i,
  /^(?:change|replace)[ _-]?me$/i,
  /^(?:todo|tbd|redacted|placeholder|secret|password|token|api[ _-]?key|auth[ _-]?token)$/i,
]

/** Whether a text stands for something that is still to be filled in: `<token>`, `$TOKEN`, `YOUR_TOKEN`, `xxxx`. */
export function isPlaceholder(text: string): boolean {
  const bare = text.trim().replace(/^(?:bearer|basic|splunk|token|apikey)\s+/i, '')
  return forms.some((form) => form.test(bare))
}
