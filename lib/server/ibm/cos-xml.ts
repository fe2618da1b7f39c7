import 'server-only'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { cleanCode, cleanId, cleanText } from './clean-text'
import { type ErrorFacts, isObject, readErrorText } from './upstream-message'

const parser = new XMLParser({
  // Names such as 0123 are names, and no bucket listing needs an entity beyond XML's own five.
  parseTagValue: false,
  processEntities: true,
  ignoreAttributes: true,
  isArray: (name) => name === 'Bucket',
})

/** An XML document as an object of its root; null for a text that is none, or that brings a DTD along. */
export function parseXml(text: string): { [name: string]: unknown } | null {
  // Own entities are how XML is turned against its reader (expansion, files); S3 has no use for a DTD.
  if (/<!DOCTYPE|<!ENTITY/i.test(text) || XMLValidator.validate(text) !== true) return null
  try {
    const document: unknown = parser.parse(text)
    return isObject(document) ? { ...document } : null
  } catch {
    return null
  }
}

/** `<Error><Code/><Message/><RequestId/></Error>`; JSON where a gateway stands before the storage. */
export function readXmlError(text: string, secrets?: readonly string[]): ErrorFacts {
  const root = text.trimStart().startsWith('<') ? parseXml(text)?.Error : undefined
  if (!isObject(root)) return readErrorText(text, secrets)
  const message = typeof root.Message === 'string' ? cleanText(root.Message, secrets) : undefined
  return {
    code: cleanCode(root.Code, secrets),
    message,
    correlationId: cleanId(root.RequestId, secrets),
  }
}
