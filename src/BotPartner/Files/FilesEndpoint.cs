using System.Net;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;

namespace BotPartner.Files;

/// <summary><c>GET /records/{token}</c>: the file that a signed link leads to, or a page that says why there is none.</summary>
public sealed class FilesEndpoint(FileLinks links, IEnumerable<IFiles> files, Texts texts)
{
    /// <summary>Answers one request.</summary>
    public async Task Handle(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        Guarded(http.Response.Headers);
        var followed = links.Follow((string?)http.Request.RouteValues["token"] ?? "");
        try
        {
            if (followed is not { Source: { } source, Expired: false })
            {
                await Say(http, followed.Expired ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound, followed.Expired ? "file.page.expired" : "file.page.wrong");
            }
            else if (await Find(source, http.RequestAborted) is { } file)
            {
                http.Response.ContentType = $"{file.MediaType}; charset=utf-8";
                http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
                await file.Write(http.Response.Body, http.RequestAborted);
            }
            else
            {
                await Say(http, StatusCodes.Status404NotFound, "file.page.wrong");
            }
        }
        catch (StoreUnavailableException) when (!http.Response.HasStarted)
        {
            http.Response.Headers.Remove("Content-Disposition");
            await Say(http, StatusCodes.Status503ServiceUnavailable, "refusal.unavailable");
        }
        catch (StoreUnavailableException)
        {
            // Half a file must not look like a whole one.
            http.Abort();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
    }

    private async Task<Reply.File?> Find(FileSource source, CancellationToken cancellation)
    {
        foreach (var shelf in files)
        {
            if (await shelf.Find(source, cancellation) is { } file)
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>The link is a secret: it goes into no cache, no index and no other site's log.</summary>
    private static void Guarded(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
    }

    private async Task Say(HttpContext http, int status, string key)
    {
        var language = Texts.Nearest(http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.Value);
        string Words(string of) => WebUtility.HtmlEncode(texts.Plain(Text.Say(of), Reader.Of(language, null)));
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(
            $"<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Words("file.page.title")}</title><main><h1>{Words("file.page.title")}</h1><p>{Words(key)}</p></main></html>",
            http.RequestAborted);
    }
}
