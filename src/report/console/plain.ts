/** What the directory or the service wrote, fit for a terminal: control characters (ECMA-48) and bidirectional overrides are made visible as �. */
export function plain(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
}

/** A time of the state (ISO 8601, UTC) as the administrator's clock shows it. */
export function localTime(iso: string): string {
  return new Date(iso).toLocaleString('sv-SE')
}
