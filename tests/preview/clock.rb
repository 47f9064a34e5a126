# Stops the clock of a build, so that its pages are the same whenever it runs.
require "time"

class Time
  STOPPED = Time.parse(ENV["GALLEY_NOW"])

  class << self
    def now
      STOPPED.dup.localtime
    end
  end
end
