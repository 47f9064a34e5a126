# Renders templates as Jekyll does, each by itself. Arguments: a site's folder. Standard input: a JSON list of templates.
# Standard output: a JSON list with the text of each, or null where Jekyll would end the build.
require "jekyll"
require "json"

Jekyll.logger.log_level = :error
site = Jekyll::Site.new(Jekyll.configuration("source" => ARGV[0], "quiet" => true, "disable_disk_cache" => true))
site.reset
site.read
payload = site.site_payload
payload["page"] = {}

texts = JSON.parse(STDIN.read).map do |template|
  info = { :registers => { :site => site, :page => payload["page"] }, :strict_filters => false, :strict_variables => false }
  text = Liquid::Template.parse(template).render!(payload, info)
  text.dup.force_encoding("UTF-8").valid_encoding? ? text.dup.force_encoding("UTF-8") : nil
rescue StandardError, SystemStackError
  nil
end
print JSON.generate(texts)
