/** Of a person, who is known by `who`: `<author>` with what is known. */
const author = (who: string): string =>
  `<author>{% if ${who}.name %}<name>{{ ${who}.name | xml_escape }}</name>{% else %}<name>{{ ${who} | xml_escape }}</name>{% endif %}` +
  ['email', 'uri']
    .map((key) => `{% if ${who}.${key} %}<${key}>{{ ${who}.${key} | xml_escape }}</${key}>{% endif %}`)
    .join('') +
  '</author>'

const head =
  '<?xml version="1.0" encoding="utf-8"?>' +
  '{% if page.xsl %}<?xml-stylesheet type="text/xml" href="{{ "/feed.xslt.xml" | absolute_url }}"?>{% endif %}' +
  '<feed xmlns="http://www.w3.org/2005/Atom"{% if site.lang %} xml:lang="{{ site.lang }}"{% endif %}>' +
  '<generator uri="https://jekyllrb.com/" version="{{ jekyll.version }}">Jekyll</generator>' +
  '<link href="{{ page.url | absolute_url }}" rel="self" type="application/atom+xml" />' +
  '<link href="{{ "/" | absolute_url }}" rel="alternate" type="text/html"{% if site.lang %} hreflang="{{ site.lang }}"{% endif %} />' +
  '<updated>{{ site.time | date_to_xmlschema }}</updated><id>{{ page.url | absolute_url | xml_escape }}</id>'

const about =
  '{% assign title = site.title | default: site.name %}' +
  '{% if page.collection != "posts" %}{% assign of = page.collection | capitalize %}{% assign title = title | append: " | " | append: of %}{% endif %}' +
  '{% if page.category %}{% assign of = page.category | capitalize %}{% assign title = title | append: " | " | append: of %}{% endif %}' +
  '{% if title %}<title type="html">{{ title | smartify | xml_escape }}</title>{% endif %}' +
  '{% if site.description %}<subtitle>{{ site.description | xml_escape }}</subtitle>{% endif %}' +
  `{% if site.author %}${author('site.author')}{% endif %}`

const chosen =
  '{% if page.tags %}{% assign posts = site.tags[page.tags] %}{% else %}{% assign posts = site[page.collection] %}{% endif %}' +
  '{% if page.category %}{% assign posts = posts | where: "categories", page.category %}{% endif %}' +
  '{% assign posts = posts | where_exp: "post", "post.draft != true" | sort: "date" | reverse %}' +
  '{% assign most = site.feed.posts_limit | default: 10 %}'

const link =
  '{% assign name = post.title | smartify | strip_html | normalize_whitespace | xml_escape %}' +
  '<title type="html">{{ name }}</title><link href="{{ post.url | absolute_url }}" rel="alternate" type="text/html" title="{{ name }}" />' +
  '<published>{{ post.date | date_to_xmlschema }}</published>' +
  '<updated>{{ post.last_modified_at | default: post.date | date_to_xmlschema }}</updated>' +
  '<id>{{ post.id | absolute_url | xml_escape }}</id>'

const content =
  '{% assign short = post.feed.excerpt_only | default: site.feed.excerpt_only %}' +
  '{% unless short %}<content type="html" xml:base="{{ post.url | absolute_url | xml_escape }}"><![CDATA[{{ post.content | strip }}]]></content>{% endunless %}'

const by =
  '{% assign said = post.author | default: post.authors[0] | default: site.author %}' +
  '{% assign who = site.data.authors[said] | default: said %}' +
  author('who')

const kinds = ['categories', 'tags']
  .map((key) => `{% for each in post.${key} %}<category term="{{ each | xml_escape }}" />{% endfor %}`)
  .join('')

const summary =
  '{% assign says = post.description | default: post.excerpt %}' +
  '{% if says and says != empty %}<summary type="html"><![CDATA[{{ says | strip_html | normalize_whitespace }}]]></summary>{% endif %}'

const media = 'xmlns:media="http://search.yahoo.com/mrss/"'
const picture =
  '{% assign shown = post.image.path | default: post.image %}' +
  '{% if shown %}{% unless shown contains "://" %}{% assign shown = shown | absolute_url %}{% endunless %}' +
  `<media:thumbnail ${media} url="{{ shown | xml_escape }}" /><media:content medium="image" url="{{ shown | xml_escape }}" ${media} />{% endif %}`

const entry =
  '<entry{% if post.lang %} xml:lang="{{ post.lang }}"{% endif %}>' +
  `${link}${content}${by}${kinds}${summary}${picture}</entry>`

/** The text of a feed: Atom, as jekyll-feed's readers see it. */
export const feedText = `${head}${about}${chosen}{% for post in posts limit: most %}${entry}{% endfor %}</feed>`
