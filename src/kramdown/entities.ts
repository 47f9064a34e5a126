/**
 * The named entities that kramdown knows (those of HTML 4, `apos` and `vellip`), in the order of their code points; a number
 * leaves out so many. `lang` and `rang`, `lceil` and `rceil` are exchanged in kramdown, so they are here.
 */
const NAMED =
  '34 quot 3 amp apos 20 lt 1 gt 97 nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy ' +
  'reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest 23 ' +
  'times 7 szlig 23 divide 7 yuml 82 OElig oelig 12 Scaron scaron 22 Yuml 25 fnof 307 circ 21 tilde 229 ' +
  'sigmaf 14 thetasym upsih 3 piv 7211 ensp emsp 5 thinsp 2 zwnj zwj lrm rlm 3 ndash mdash 3 lsquo rsquo ' +
  'sbquo 1 ldquo rdquo bdquo 1 dagger Dagger bull 3 hellip 9 permil 1 prime Prime 5 lsaquo rsaquo 3 oline 5 ' +
  'frasl 103 euro 100 image 6 weierp 3 real 5 trade 18 alefsym 90 larr uarr rarr darr harr 32 crarr 26 lArr ' +
  'uArr rArr dArr hArr 43 forall 1 part exist 1 empty 1 nabla isin notin 1 ni 3 prod 1 sum minus 4 lowast 2 ' +
  'radic 2 prop infin 1 ang 6 and or cap cup int 8 there4 7 sim 8 cong 2 asymp 23 ne equiv 2 le ge 28 sub sup ' +
  'nsub 1 sube supe 13 oplus 1 otimes 13 perp 31 sdot 40 vellip 25 rceil lceil lfloor rfloor 29 rang lang 671 ' +
  'loz 149 spades 2 clubs 1 hearts diams'

/** The same for capitals whose small letter, 32 code points further, has their name in small letters. */
const CAPITALS =
  '192 Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ' +
  'ETH Ntilde Ograve Oacute Ocirc Otilde Ouml 1 Oslash Ugrave Uacute Ucirc Uuml Yacute THORN 690 Alpha Beta ' +
  'Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho 1 Sigma Tau Upsilon Phi Chi ' +
  'Psi Omega'

const CODES = new Map<string, number>()
const NAMES = new Map<number, string>()

function add(name: string, code: number): void {
  CODES.set(name, code)
  NAMES.set(code, name)
}

function fill(list: string, each: (name: string, code: number) => void): void {
  let code = 0
  for (const word of list.split(' ')) {
    if (/^\d/.test(word)) code += Number(word)
    else each(word, code++)
  }
}
fill(NAMED, add)
fill(CAPITALS, (name, code) => {
  add(name, code)
  add(name.toLowerCase(), code + 32)
})

/** The code point of a named entity. */
export const entityCode = (name: string): number | undefined => CODES.get(name)

/** The name of the entity for a code point. */
export const entityName = (code: number): string | undefined => NAMES.get(code)

/** The character of a code point; the replacement character where there is none. */
export const entityChar = (code: number): string => (code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code))
