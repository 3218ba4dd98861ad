using System.Net;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Slack;
using BotPartner.Slack.Installing;

namespace BotPartner.Manifests;

/// <summary>The pages that the manifests lead to: what the bot is, what it keeps of people, on which terms it is offered. Open to everybody.</summary>
/// <param name="texts">The words.</param>
/// <param name="contact">Whom to ask; null if the settings do not say.</param>
/// <param name="installs">Whether people may add it to a workspace themselves.</param>
public sealed class PublicPages(Texts texts, string? contact, bool installs)
{
    /// <summary>Where it is said what it is.</summary>
    public const string About = "/";

    /// <summary>Where it is said what it keeps.</summary>
    public const string Privacy = "/privacy";

    /// <summary>Where it is said on which terms.</summary>
    public const string Terms = "/terms";

    private const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b2b2b}h1,a{color:" + ManifestSettings.Accent + "}";

    private static readonly string[] AboutLines = ["page.about.what", "page.about.trust", "page.about.begin"];

    private static readonly string[] PrivacyLines =
        ["page.privacy.kept", "page.privacy.heard", "page.privacy.use", "page.privacy.shown", "page.privacy.tensions", "page.privacy.where", "page.privacy.long", "page.privacy.rights"];

    private static readonly string[] TermsLines = ["page.terms.who", "page.terms.binding", "page.terms.conduct", "page.terms.warranty"];

    /// <summary>Answers with what the bot is.</summary>
    public Task ShowAbout(HttpContext http) => Show(http, "page.about.title", AboutLines);

    /// <summary>Answers with what is kept of people.</summary>
    public Task ShowPrivacy(HttpContext http) => Show(http, "page.privacy.title", PrivacyLines);

    /// <summary>Answers with the terms.</summary>
    public Task ShowTerms(HttpContext http) => Show(http, "page.terms.title", TermsLines);

    private async Task Show(HttpContext http, string title, IEnumerable<string> lines)
    {
        var reader = Reader.Of(InstallPages.Language(http.Request), null);

        // Links are relative, since a proxy may put the pages below a path; below a trailing slash they begin one step up.
        var up = http.Request.Path.Value is { Length: > 1 } path && path.EndsWith('/') ? "../" : "";
        string Words(Text of) => WebUtility.HtmlEncode(texts.Plain(of, reader));
        string Link(string to, string key) => $"<a href=\"{up}{to.TrimStart('/')}\">{Words(Text.Say(key))}</a>";
        var asked = contact is null ? Text.Say("page.contact.stewards") : Text.Say("page.contact", ("contact", contact));
        var links = string.Join(" · ", (string[])[
            Link(up.Length == 0 ? "./" : "", "page.about.title"), .. installs ? [Link(InstallEndpoint.Path, "slack.page.install")] : Array.Empty<string>(), Link(Privacy, "page.privacy.title"), Link(Terms, "page.terms.title")]);
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers.Vary = "Accept-Language";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(
            $"<!doctype html><html lang=\"{reader.Language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{ManifestSettings.Name}: {Words(Text.Say(title))}</title>"
            + $"<style>{Style}</style><main><h1>{Words(Text.Say(title))}</h1>{string.Concat(lines.Select(l => $"<p>{Words(Text.Say(l))}</p>"))}<p>{Words(asked)}</p></main><footer>{links}</footer></html>",
            http.RequestAborted);
    }
}

/// <summary>The pages on their paths.</summary>
internal static class PublicPagesModule
{
    private const int LongestContact = 200;

    // Those who check links ask for the head alone.
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/</c>, <c>/privacy</c> and <c>/terms</c> where there is a public address to reach them at.</summary>
    /// <exception cref="ConfigurationException"><c>Public:Contact</c> is wrong.</exception>
    public static void MapPublicPages(this WebApplication app)
    {
        var contact = app.Configuration["Public:Contact"]?.Trim() is { Length: > 0 } set ? set : null;
        if (contact is not null && (contact.Length > LongestContact || contact.Any(char.IsControl)))
        {
            throw new ConfigurationException("Public:Contact", $"must be an e-mail address or a link, at most {LongestContact} characters");
        }

        if (app.Services.GetRequiredService<Files.PublicAddress>().BaseUrl is null)
        {
            return;
        }

        var pages = new PublicPages(app.Services.GetRequiredService<Texts>(), contact, app.Services.GetService<SlackSettings>()?.App is not null);
        app.MapMethods(PublicPages.About, Reading, (RequestDelegate)pages.ShowAbout);
        app.MapMethods(PublicPages.Privacy, Reading, (RequestDelegate)pages.ShowPrivacy);
        app.MapMethods(PublicPages.Terms, Reading, (RequestDelegate)pages.ShowTerms);
    }
}
