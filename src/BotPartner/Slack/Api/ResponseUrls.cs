using System.Net.Http.Headers;

namespace BotPartner.Slack.Api;

/// <summary>Answering through the <c>response_url</c> of a request: to allowed hosts only, whatever the request says.</summary>
public sealed partial class ResponseUrls(IHttpClientFactory http, SlackSettings settings, ILogger<ResponseUrls> log)
{
    private static readonly MediaTypeHeaderValue ContentType = new("application/json", "utf-8");

    /// <summary>The URL, if it leads to an allowed host.</summary>
    public Uri? Allowed(string? responseUrl)
    {
        if (!Uri.TryCreate(responseUrl, UriKind.Absolute, out var url))
        {
            return null;
        }

        if (SlackSettings.Lead(settings.ResponseOrigins, url))
        {
            return url;
        }

        LogForeign(log);
        return null;
    }

    /// <summary>Posts a message.</summary>
    /// <returns>Whether Slack took it.</returns>
    public async Task<bool> Post(Uri url, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
            request.Content.Headers.ContentType = ContentType;
            using var client = http.CreateClient(WebApi.Client);
            using var response = await client.SendAsync(request, cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [LoggerMessage(210, LogLevel.Warning, "A response_url led to a host that is not in Slack:AllowedResponseHosts; it was not used")]
    private static partial void LogForeign(ILogger log);
}
