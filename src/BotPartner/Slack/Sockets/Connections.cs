using System.Text.Json;
using BotPartner.Slack.Api;
using BotPartner.Slack.Inbound;

namespace BotPartner.Slack.Sockets;

/// <summary><c>apps.connections.open</c>: a socket's address, good once.</summary>
public sealed class Connections(IHttpClientFactory http, SlackSettings settings)
{
    /// <summary>The address, or a word for why there is none.</summary>
    public async Task<(Uri? Url, string? Trouble)> Open(CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ApiBase, "apps.connections.open")) { Content = new FormUrlEncodedContent([]) };
            request.Headers.Authorization = new("Bearer", settings.AppToken);
            using var client = http.CreateClient(WebApi.Client);
            using var response = await client.SendAsync(request, cancellation);
            return await WebApi.Read(response, cancellation) switch
            {
                Answer.Done done when Uri.TryCreate(done.Body.Words("url"u8), UriKind.Absolute, out var url) && settings.LeadsToSocket(url) => (url, null),
                Answer.Done => (null, "the address is not one of Slack's"),
                Answer.Failed failed => (null, failed.Error),
                Answer.Unwell unwell => (null, unwell.Reason),
                _ => (null, "unreadable"),
            };
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or JsonException)
        {
            return (null, lost is HttpRequestException { HttpRequestError: var error } ? error.ToString() : "unreadable");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, "timeout");
        }
    }
}
