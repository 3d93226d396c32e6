#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/command_export.hpp"
#include "cli/command_fetch.hpp"
#include "cli/command_import.hpp"
#include "cli/command_parse.hpp"
#include "cli/command_reparse.hpp"
#include "cli/command_status.hpp"
#include "cli/command_verify.hpp"
#include "cli/config_file.hpp"
#include "cli/log.hpp"
#include "cli/output_file.hpp"

namespace mingdan {
namespace {

struct Verb {
  CLI::App* app;
  std::function<ExitCode(const GlobalOptions&)> run;
};

template <class Options>
Verb verb(CLI::App& app, const char* name, const char* summary, void (*set_up)(CLI::App&, Options&),
          ExitCode (*run)(const Options&, const GlobalOptions&)) {
  auto options = std::make_shared<Options>();
  auto* added = app.add_subcommand(name, summary);
  added->fallthrough();
  set_up(*added, *options);
  const auto footer = added->get_footer();
  added->footer(footer + (footer.empty() ? "" : "\n\n") + "Options of every verb: see `mingdan --help`.");
  return {added, [options, run](const GlobalOptions& global) { return run(*options, global); }};
}

std::vector<Verb> verbs_of(CLI::App& app) {
  return {
      verb(app, "parse", "Saved pages in, records out", set_up_parse, run_parse),
      verb(app, "import", "Saved pages and record lines into the store", set_up_import, run_import),
      verb(app, "fetch", "Addresses and sources into archive and store", set_up_fetch, run_fetch),
      verb(app, "reparse", "The archive again through today's extractor", set_up_reparse, run_reparse),
      verb(app, "status", "What the data folder knows", set_up_status, run_status),
      verb(app, "verify", "Whether archive and store are whole", set_up_verify, run_verify),
      verb(app, "export", "The store as files", set_up_export, run_export),
  };
}

/// The global options as given, and those that the configuration file may still set.
struct GlobalArguments {
  GlobalOptions options;
  std::string config;
  std::string log_format = "text";
  CLI::Option* data = nullptr;
  CLI::Option* quiet = nullptr;
  CLI::Option* verbose = nullptr;
  CLI::Option* log = nullptr;
  CLI::Option* no_progress = nullptr;
};

void set_up_global(CLI::App& app, GlobalArguments& arguments) {
  auto& options = arguments.options;
  arguments.data =
      app.add_option("--data", options.data,
                     "Data folder; default: $MINGDAN_DATA, $XDG_DATA_HOME/mingdan or ~/.local/share/mingdan")
          ->type_name("DIR");
  app.add_option("--config", arguments.config, "Read options from a TOML file")->type_name("FILE");
  arguments.quiet = app.add_flag("-q,--quiet", options.quiet, "Tell errors only");
  arguments.verbose = app.add_flag("-v,--verbose", options.verbose, "Tell what goes well, too");
  arguments.log = app.add_option("--log-format", arguments.log_format, "Messages as text or json")
                      ->check(CLI::IsMember({"text", "json"}).description(""))
                      ->type_name("FORMAT");
  arguments.no_progress = app.add_flag("--no-progress", options.no_progress, "Show no progress on a terminal");
  app.set_version_flag("--version", "mingdan " MINGDAN_VERSION, "Print the version and exit");
  app.set_help_flag("-h,--help", "Print this help and exit");
}

/// What the command line gives wins over the file.
Result<GlobalOptions> with_config(const GlobalArguments& arguments) {
  auto options = arguments.options;
  options.log_format = arguments.log_format == "json" ? LogFormat::json : LogFormat::text;
  if (arguments.config.empty()) return options;
  const auto config = read_config_file(arguments.config);
  if (!config) return std::unexpected(config.error());
  // A folder in the environment is this run's choice, one in the file is the general one.
  if (arguments.data->count() == 0 && config->data && !environment_names_data()) options.data = config->data;
  if (arguments.quiet->count() == 0) options.quiet = config->quiet.value_or(false);
  if (arguments.verbose->count() == 0) options.verbose = config->verbose.value_or(false);
  if (arguments.log->count() == 0) options.log_format = config->log_format.value_or(LogFormat::text);
  if (arguments.no_progress->count() == 0) options.no_progress = config->no_progress.value_or(false);
  options.jobs = config->jobs.value_or(0);
  return options;
}

ExitCode print(const std::string& text) {
  auto output = OutputFile::open("-", false);
  if (!output) return ExitCode::failed;
  if (const auto written = output->write(text); written || written.error().code == "output_closed")
    return ExitCode::done;
  else
    log_error(written.error().message);
  return ExitCode::failed;
}

std::string names_of(const std::vector<Verb>& verbs) {
  std::string names;
  for (const auto& known : verbs) names += (names.empty() ? "" : ", ") + known.app->get_name();
  return names;
}

const Verb* chosen(const std::vector<Verb>& verbs) {
  for (const auto& known : verbs)
    if (known.app->parsed()) return &known;
  return nullptr;
}

/// CLI11's exceptions in our words, and in the form asked for as far as that was understood.
ExitCode refuse(const CLI::ParseError& error, const CLI::App& app, const std::vector<Verb>& verbs,
                const GlobalArguments& global) {
  if (const auto& formats = global.log->results(); !formats.empty() && formats.back() == "json") {
    GlobalOptions told;
    told.log_format = LogFormat::json;
    start_log(told);
  }
  const auto* verb = chosen(verbs);
  const auto rest = app.remaining(true);
  std::string what = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !rest.empty()) {
    if (verb == nullptr && !rest.front().starts_with('-'))
      what = "unknown verb " + rest.front() + "; known are " + names_of(verbs);
    else
      what = (rest.front().starts_with('-') ? "unknown option " : "unexpected argument ") + rest.front();
  }
  log_error(what + "; see `mingdan " + (verb != nullptr ? verb->app->get_name() + " " : "") + "--help`");
  return ExitCode::usage;
}

/// `mingdan help VERB` is `mingdan VERB --help`, and `mingdan` alone is `mingdan --help`.
std::vector<std::string> arguments_of(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  if (arguments.empty()) arguments = {"--help"};
  if (arguments.front() == "help") {
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
  }
  // CLI11 takes no further PATH behind `--`, which says nothing where no later argument looks like an option.
  const auto dashes = std::ranges::find(arguments, "--");
  const bool needed = std::any_of(dashes, arguments.end(), [&](const std::string& argument) {
    return &argument != &*dashes && argument.size() > 1 && argument.starts_with('-');
  });
  if (dashes != arguments.end() && !needed) arguments.erase(dashes);
  return arguments;
}

}  // namespace

ExitCode run_command_line(int argc, const char* const* argv) {
  CLI::App app("mingdan turns public notices about illegal social organisations into records.", "mingdan");
  app.get_formatter()->column_width(26);
  app.require_subcommand(0, 1);
  app.footer("`mingdan VERB --help` tells more about a verb.");
  GlobalArguments global;
  set_up_global(app, global);
  const auto verbs = verbs_of(app);
  auto arguments = arguments_of(argc, argv);
  std::ranges::reverse(arguments);  // as CLI11 wants them
  try {
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    if (const auto rest = app.remaining(); chosen(verbs) == nullptr && !rest.empty() && !rest.front().starts_with('-'))
      return refuse(CLI::ExtrasError({}), app, verbs, global);
    return print(app.help());
  } catch (const CLI::CallForVersion&) {
    return print("mingdan " MINGDAN_VERSION "\n");
  } catch (const CLI::ParseError& error) {
    return refuse(error, app, verbs, global);
  }
  const auto options = with_config(global);
  if (!options) {
    log_error(options.error().message);
    return ExitCode::usage;
  }
  start_log(*options);
  if (const auto* verb = chosen(verbs)) return verb->run(*options);
  log_error("no verb; known are " + names_of(verbs) + "; see `mingdan --help`");
  return ExitCode::usage;
}

}  // namespace mingdan
