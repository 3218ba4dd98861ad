using System.Net;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Slack.Installing;

/// <summary>What a browser is shown: one plain page, in its language.</summary>
public sealed class InstallPages(Texts texts)
{
    /// <summary>Guards against other pages, caches and logs: the address holds a state and a code.</summary>
    public static void Guard(IHeaderDictionary headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    }

    /// <summary>Shows a page.</summary>
    /// <param name="http">To whom.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="text">What to say.</param>
    /// <param name="lead">The key of the link's words, and where it leads.</param>
    public async Task Show(HttpContext http, int status, Text text, (string Key, string Url) lead)
    {
        ArgumentNullException.ThrowIfNull(http);
        var reader = Reader.Of(Language(http.Request), null);
        string Words(Text of) => WebUtility.HtmlEncode(texts.Plain(of, reader));
        var title = Words(Text.Say("slack.install.title"));
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(
            $"<!doctype html><html lang=\"{reader.Language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>"
            + $"<main><h1>{title}</h1><p>{Words(text)}</p><p><a href=\"{WebUtility.HtmlEncode(lead.Url)}\">{Words(Text.Say(lead.Key))}</a></p></main></html>",
            http.RequestAborted);
    }

    /// <summary>The first language of the browser that we have; English if none.</summary>
    internal static string Language(HttpRequest request) => Texts.Nearest(request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value).FirstOrDefault(l => l?.Split('-')[0].ToLowerInvariant() is "en" or "fr" or "es"));
}
