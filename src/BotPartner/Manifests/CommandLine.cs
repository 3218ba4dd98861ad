using System.Text.RegularExpressions;
using BotPartner.Core.Languages;

namespace BotPartner.Manifests;

/// <summary>The words after <c>BotPartner manifests</c>, read.</summary>
/// <param name="Settings">What the manifests say.</param>
/// <param name="Folder">Where they are written.</param>
internal sealed partial record CommandLine(ManifestSettings Settings, string Folder)
{
    private const int LongestDeveloper = 32;

    private static readonly string[] Options = ["--base-url", "--app-id", "--out", "--language", "--developer", "--website-url", "--privacy-url", "--terms-url", "--version"];

    private static readonly string[] Flags = ["--socket-mode", "--one-workspace"];

    /// <summary>Reads the words; of what is wrong with them the first thing, in one line.</summary>
    public static (CommandLine? Line, string? Wrong) Read(IReadOnlyList<string> words)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            var (name, value) = words[i].Split('=', 2) is [var before, var after] ? (before, after) : (words[i], null);
            if (Flags.Contains(name) && value is null)
            {
                value = "";
            }
            else if (!Options.Contains(name))
            {
                return (null, $"'{words[i]}' is not understood; the options are {string.Join(", ", Options.Concat(Flags))}");
            }
            else if ((value ?? words.ElementAtOrDefault(++i)) is { Length: > 0 } next && !Known(next))
            {
                value = next;
            }
            else
            {
                return (null, $"{name} has no value");
            }

            if (!given.TryAdd(name, value))
            {
                return (null, $"{name} is given twice");
            }
        }

        try
        {
            return (Check(given), null);
        }
        catch (FormatException wrong)
        {
            return (null, wrong.Message);
        }
    }

    private static bool Known(string word) => Options.Concat(Flags).Contains(word.Split('=')[0]);

    private static CommandLine Check(Dictionary<string, string> given)
    {
        string? Given(string name) => given.GetValueOrDefault(name)?.Trim();
        var socket = given.ContainsKey("--socket-mode");
        var app = Given("--app-id") is not { } typed ? (Guid?)null
            : Guid.TryParseExact(typed, "D", out var id) && id != Guid.Empty ? id
            : throw new FormatException("--app-id must be the application (client) id of the bot in Entra, a GUID such as 11111111-2222-3333-4444-555555555555");
        var address = Address("--base-url", "such as https://bot.example.org, without query", u => u.Query.Length == 0);
        if (address is null && (!socket || app is not null))
        {
            throw new FormatException("--base-url is missing: the public https address of the bot, such as https://bot.example.org");
        }

        if (address is { HostNameType: not UriHostNameType.Dns } || address is { IsLoopback: true })
        {
            throw new FormatException("--base-url must have a public host name: the chats call the bot from outside");
        }

        return new(
            new()
            {
                BaseUrl = address is null || address.AbsolutePath.EndsWith('/') ? address : new(address.AbsoluteUri + "/"),
                AppId = app,
                SocketMode = socket,
                OneWorkspace = given.ContainsKey("--one-workspace"),
                Language = Given("--language") is not { } language ? new ManifestSettings().Language
                    : Texts.Languages.Contains(language) ? language
                    : throw new FormatException($"--language must be one of {string.Join(", ", Texts.Languages)}"),
                Developer = Given("--developer") is not { } name ? ManifestSettings.Name
                    : name.Length is > 0 and <= LongestDeveloper && !name.Any(char.IsControl) ? name
                    : throw new FormatException($"--developer must be a name of at most {LongestDeveloper} characters"),
                Version = Given("--version") is not { } version ? new ManifestSettings().Version
                    : Semantic().IsMatch(version) ? version
                    : throw new FormatException("--version must be three numbers such as 1.0.1"),
                WebsiteUrl = Address("--website-url", "such as https://www.example.org/botpartner"),
                PrivacyUrl = Address("--privacy-url", "such as https://www.example.org/privacy"),
                TermsUrl = Address("--terms-url", "such as https://www.example.org/terms"),
            },
            Given("--out") ?? ".");

        Uri? Address(string name, string example, Func<Uri, bool>? further = null) => Given(name) is not { } text ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url is { UserInfo: "", Fragment: "" } && url.AbsoluteUri.Length <= 500 && further?.Invoke(url) != false
                ? url
                : throw new FormatException($"{name} must be an https address {example}");
    }

    // As the schema of Teams has it: no leading zeros.
    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Semantic();
}
