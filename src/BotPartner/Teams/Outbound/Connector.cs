using System.Net;
using System.Text.Json.Nodes;
using BotPartner.Teams.Cards;

namespace BotPartner.Teams.Outbound;

/// <summary>The Connector's REST API, version 3. Asks once; only a token that was refused is fetched anew and tried again.</summary>
public sealed class Connector(IHttpClientFactory http, ServiceHosts hosts, BotToken token, TimeProvider time)
{
    /// <summary>Sends an activity. In a channel only the conversation id decides on the thread.</summary>
    public Task<ConnectorAnswer> Send(string serviceUrl, string conversation, ReadOnlyMemory<byte> activity, CancellationToken cancellation) =>
        Ask(HttpMethod.Post, serviceUrl, $"/v3/conversations/{Segment(conversation)}/activities", activity, cancellation);

    /// <summary>Replaces an activity.</summary>
    public Task<ConnectorAnswer> Update(
        string serviceUrl, string conversation, string id, ReadOnlyMemory<byte> activity, CancellationToken cancellation) =>
        Ask(HttpMethod.Put, serviceUrl, $"/v3/conversations/{Segment(conversation)}/activities/{Segment(id)}", activity, cancellation);

    /// <summary>Opens the conversation between the bot and one person; opened again it is the same.</summary>
    public Task<ConnectorAnswer> Create(string serviceUrl, string bot, string user, string tenant, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["isGroup"] = false,
            ["bot"] = new JsonObject { ["id"] = bot },
            ["members"] = new JsonArray(new JsonObject { ["id"] = user }),
            ["tenantId"] = tenant,
            // The older place, which some clouds still read.
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } },
        };
        return Ask(HttpMethod.Post, serviceUrl, "/v3/conversations", Payloads.Write(body), cancellation);
    }

    /// <summary>One page of a conversation's members, with the way to the next.</summary>
    public async Task<(ConnectorAnswer Answer, MemberPage? Page)> Members(
        string serviceUrl, string conversation, string? continuation, CancellationToken cancellation)
    {
        var path = $"/v3/conversations/{Segment(conversation)}/pagedmembers?pageSize=500"
            + (continuation is null ? "" : $"&continuationToken={Uri.EscapeDataString(continuation)}");
        MemberPage? page = null;
        var answer = await Ask(HttpMethod.Get, serviceUrl, path, default, cancellation, body => page = MemberPage.Read(body));
        return (answer, page);
    }

    private static string Segment(string id) => id is "" or "." or ".."
        ? throw new ArgumentException("not an id", nameof(id))
        : Uri.EscapeDataString(id);

    private async Task<ConnectorAnswer> Ask(
        HttpMethod method,
        string serviceUrl,
        string path,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellation,
        Action<byte[]>? read = null)
    {
        // Before any token is in hand.
        if (!hosts.Allows(serviceUrl))
        {
            return new(ConnectorAnswer.NotAllowed, Code: "service host not allowed");
        }

        var address = new Uri(serviceUrl.TrimEnd('/') + path);
        var answer = await Once(method, address, body, read, cancellation);
        return answer.Status == (int)HttpStatusCode.Unauthorized ? await Once(method, address, body, read, cancellation) : answer;
    }

    private async Task<ConnectorAnswer> Once(
        HttpMethod method, Uri address, ReadOnlyMemory<byte> body, Action<byte[]>? read, CancellationToken cancellation)
    {
        try
        {
            var bearer = await token.Get(cancellation);
            using var client = http.CreateClient(TeamsModule.HttpClient);
            using var request = new HttpRequestMessage(method, address);
            request.Headers.Authorization = new("Bearer", bearer);
            if (!body.IsEmpty)
            {
                request.Content = new ReadOnlyMemoryContent(body);
                request.Content.Headers.ContentType = new("application/json", "utf-8");
            }

            using var response = await client.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsByteArrayAsync(cancellation);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                token.Drop(bearer);
            }

            if (response.IsSuccessStatusCode)
            {
                read?.Invoke(text);
                return new((int)response.StatusCode, Id: ConnectorBody.Id(text));
            }

            return new((int)response.StatusCode, Code: ConnectorBody.Code(text), RetryAfter: ConnectorBody.RetryAfter(response.Headers.RetryAfter, time));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(ConnectorAnswer.TimedOut, Code: "timeout");
        }
        catch (HttpRequestException broken)
        {
            return new(ConnectorAnswer.None, Code: broken.Message);
        }
        catch (Azure.Identity.AuthenticationFailedException failed)
        {
            return new(ConnectorAnswer.None, Code: failed.GetType().Name);
        }
    }
}
