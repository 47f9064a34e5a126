import { describe, expect, it } from 'vitest'
import { writeGallery } from '../../src/jekyll/gallery-details.ts'
import { parsePost, readSite } from '../../src/jekyll/index.ts'
import { writePictures } from '../../src/jekyll/picture-forms.ts'
import { galleryFor, learnPictureForms } from '../../src/jekyll/picture-lessons.ts'
import { siteOf } from './texts.ts'

const paths = ['images/a.png', 'images/b.png', 'images/c.png', 'images/new.jpg', 'images/other.jpg']

async function learn(...texts: readonly string[]) {
  const site = await readSite(siteOf({ '_config.yml': 'title: T\n' }))
  const posts = texts.map((text, at) => {
    const whole = text.startsWith('---') ? text : `---\ntitle: T\n---\n\n${text}\n`
    return { text: whole, entry: parsePost(`_posts/2026-01-0${at + 1}-t.md`, whole, site) }
  })
  return learnPictureForms(posts, paths)
}
const shown = (name: string, alt: string, caption = '') => ({
  path: `images/${name}`,
  src: `/images/${name}`,
  alt,
  caption,
})
const two = [shown('new.jpg', 'A "boat"'), shown('other.jpg', '')]

/** A post's text, and how two other pictures stand together then. */
const together: readonly (readonly [text: string, written: string])[] = [
  [
    '<div class="gallery">\n<div><img src = "/images/a.png"/></div>\n<div class="narrow"><img src="/images/b.png"/></div>\n</div>',
    '<div class="gallery">\n<div><img src="/images/new.jpg" alt="A &#34;boat&#34;"/></div>\n<div><img src="/images/other.jpg" alt=""/></div>\n</div>',
  ],
  [
    '<figure class="half">\n\t<a href="/images/a.png"><img src="/images/a.png" alt="x"></a>\n\t<a href="/images/b.png"><img src="/images/b.png"></a>\n\t<figcaption>Both.</figcaption>\n</figure>',
    '<figure class="half">\n\t<a href="/images/new.jpg"><img src="/images/new.jpg" alt="A &#34;boat&#34;"></a>\n\t<a href="/images/other.jpg"><img src="/images/other.jpg" alt=""></a>\n</figure>',
  ],
  [
    '![a](/images/a.png)\n![b](/images/b.png)\n\nText.\n\n![c](/images/c.png)\n![b](/images/b.png)',
    '![A "boat"](/images/new.jpg)\n![](/images/other.jpg)',
  ],
  [
    '<div class="row">\n<div class="col">{% include figure.liquid path="images/a.png" class="z" %}</div>\n<div class="col">{% include figure.liquid path="images/b.png" class="z" %}</div>\n</div>',
    '<div class="row">\n<div class="col">{% include figure.liquid path="images/new.jpg" class="z" %}</div>\n<div class="col">{% include figure.liquid path="images/other.jpg" class="z" %}</div>\n</div>',
  ],
  [
    '<div class="p">\n<img src="{{ "/images/a.png" | relative_url }}" alt="" width="40%"> <img src="{{ "/images/b.png" | relative_url }}" alt="" width="40%">\n</div>',
    '<div class="p">\n<img src="{{ "/images/new.jpg" | relative_url }}" alt="A &#34;boat&#34;" width="40%"> <img src="{{ "/images/other.jpg" | relative_url }}" alt="" width="40%">\n</div>',
  ],
]

describe('several pictures', () => {
  it.each(together)('stand together as in %s', async (text, written) => {
    const form = galleryFor(2, await learn(`Before.\n\n${text}\n\nAfter.`))
    expect(form && writePictures(form, two)).toBe(written)
  })

  it.each([
    'One ![a](/images/a.png) and ![b](/images/b.png) in a sentence.',
    '![a](/images/a.png)\n![b](/images/b.png)',
    '```\n<div><img src="/images/a.png"><img src="/images/b.png"></div>\n```',
    '<div>\n<img src="/images/a.png"> Words. <img src="/images/b.png">\n</div>',
    '<div>\n<a href="/x"><img src="/images/a.png"></a> <a href="/y"><img src="/images/b.png"></a>\n</div>',
  ])('are no gallery in %s', async (text) => {
    expect((await learn(text)).galleries).toEqual([])
  })

  it('have a form for each number of them where the blog does', async () => {
    const form = (name: string, ...files: string[]) =>
      `<figure class="${name}">\n${files.map((file) => `<img src="/images/${file}">`).join('\n')}\n</figure>`
    const forms = await learn(form('half', 'a.png', 'b.png'), form('third', 'a.png', 'b.png', 'c.png'))
    expect(galleryFor(3, forms)?.before).toContain('third')
    expect(galleryFor(2, forms)?.before).toContain('half')
    expect(galleryFor(5, forms)).toBeDefined()
  })

  it('are listed in the details where the blog does so', async () => {
    const { inDetails } = await learn(
      '---\ntitle: T\ngallery:\n  - url: /images/a.png\n    image_path: /images/a.png\n    alt: "A"\n    title: One\n---\n\n{% include gallery caption="x" %}\n',
    )
    const has = (taken: readonly string[]) => (key: string) => taken.includes(key)
    const written = inDetails && writeGallery(inDetails, two, has(['title']))
    expect(written?.source).toBe('{% include gallery %}')
    expect(JSON.parse(JSON.stringify(written?.value))).toEqual([
      { url: '/images/new.jpg', image_path: '/images/new.jpg', alt: 'A "boat"' },
      { url: '/images/other.jpg', image_path: '/images/other.jpg', alt: '' },
    ])
    const second = inDetails && writeGallery(inDetails, two, has(['gallery']))
    expect(second?.source).toBe('{% include gallery id="gallery2" %}')
  })
})

describe('a single picture', () => {
  const figure =
    '<figure>\n  <img src="/images/a.png" alt="x" />\n  <figcaption>Fog <em>there</em></figcaption>\n</figure>'

  it('is a figure where most are', async () => {
    const { figure: form } = await learn(figure, figure, '![a](/images/a.png)')
    expect(form && writePictures(form, [shown('new.jpg', 'A boat', 'Nell & {{ x }}')])).toBe(
      '<figure>\n  <img src="/images/new.jpg" alt="A boat" />\n  <figcaption>Nell &#38; &#123;&#123; x &#125;&#125;</figcaption>\n</figure>',
    )
    expect(form && writePictures(form, [shown('new.jpg', 'A boat')])).toBe(
      '<figure>\n  <img src="/images/new.jpg" alt="A boat" />\n</figure>',
    )
  })

  it('is an include where most are', async () => {
    const { figure: form } = await learn(
      '{% include image.html file="a.png" alt="x" caption="Said \\"so\\"" max-width="200px" %}\n\n{% include image.html file="b.png" alt="y" %}',
    )
    expect(form && writePictures(form, [shown('new.jpg', 'A "boat"', 'Nell')])).toBe(
      '{% include image.html file="new.jpg" alt="A \\"boat\\"" caption="Nell" max-width="200px" %}',
    )
    expect(form && writePictures(form, [{ ...shown('x.png', ''), path: 'elsewhere/x.png' }])).toBeUndefined()
  })

  it('is as always where figures are few', async () => {
    const plain = '![a](/images/a.png)\n\nWords.\n\n![b](/images/b.png)'
    expect((await learn(figure, plain)).figure).toBeUndefined()
  })
})
