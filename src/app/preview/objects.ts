import type { Assets } from '../../preview/without-asking.ts'
import type { Asset, SitePreview } from './site-preview.ts'

const wholes = new WeakMap<Asset, Promise<string>>()

/** What the site has by object addresses, for a frame that cannot ask for it. `page` tells the page's own address. */
export class ObjectAddresses {
  readonly #addresses = new Map<Asset, string>()
  /** Of the page that is being made. */
  #used = new Set<Asset>()
  readonly assets: Assets

  constructor(preview: SitePreview, page: () => string) {
    this.assets = assetsOf(preview, page, (asset) => this.#of(asset))
  }

  /** Called when a page stands: what it does not use is given back, what it uses stays as long as the next ones use it. */
  settle(): void {
    for (const [asset, address] of this.#addresses) if (!this.#used.has(asset)) this.#revoke(asset, address)
    this.#used = new Set()
  }

  /** Nothing is shown any more. */
  close(): void {
    this.#used = new Set()
    this.settle()
  }

  #of(asset: Asset): string {
    const known = this.#addresses.get(asset) ?? URL.createObjectURL(blobOf(asset))
    this.#addresses.set(asset, known)
    this.#used.add(asset)
    return known
  }

  #revoke(asset: Asset, address: string): void {
    URL.revokeObjectURL(address)
    this.#addresses.delete(asset)
  }
}

/** What the site has by addresses that hold it whole, for a frame of another origin. */
export const dataOf = (preview: SitePreview, page: () => string): Assets => assetsOf(preview, page, wholeOf)

function assetsOf(
  preview: SitePreview,
  page: () => string,
  addressOf: (asset: Asset) => string | Promise<string>,
): Assets {
  return {
    text: async (address) => {
      const asset = await preview.assetInTime(pathOf(address, page()))
      return asset && (typeof asset.body === 'string' ? asset.body : new TextDecoder().decode(asset.body))
    },
    object: async (address) => {
      const asset = await preview.asset(pathOf(address, page()))
      return asset && addressOf(asset)
    },
  }
}

const pathOf = (address: string, page: string): string =>
  new URL(address, new URL(page, 'https://site.invalid/')).pathname

function wholeOf(asset: Asset): Promise<string> {
  const known = wholes.get(asset) ?? readWhole(blobOf(asset))
  wholes.set(asset, known)
  return known
}

const blobOf = ({ body, type }: Asset): Blob => new Blob([body], { type: type.replace('; ', ';') })

function readWhole(blob: Blob): Promise<string> {
  const reader = new FileReader()
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(reader.result as string)
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read.'))
    reader.readAsDataURL(blob)
  })
}
