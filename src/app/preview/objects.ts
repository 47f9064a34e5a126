import type { Assets } from '../../preview/without-asking.ts'
import type { Asset, SitePreview } from './site-preview.ts'

/** What the site has by object addresses, for a frame that cannot ask for it; each is made once. */
export function objectsOf(preview: SitePreview): Assets {
  const made = new Map<Asset, string>()
  return {
    text: async (address) => {
      const asset = await preview.asset(pathOf(address))
      return asset && (typeof asset.body === 'string' ? asset.body : new TextDecoder().decode(asset.body))
    },
    object: async (address) => {
      const asset = await preview.asset(pathOf(address))
      if (!asset) return undefined
      const object = made.get(asset) ?? URL.createObjectURL(new Blob([asset.body], { type: asset.type }))
      made.set(asset, object)
      return object
    },
  }
}

/** A page's address as one of the site; what counts from the page itself cannot be told here, and counts from the root. */
const pathOf = (address: string): string => new URL(address, 'https://site.invalid/').pathname
