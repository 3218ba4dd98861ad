using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Unicode;
using BotPartner.Core.Documents;

namespace BotPartner.Slack.Api;

/// <summary>What came of one call of a Web API method.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>It was done.</summary>
    public sealed record Done(JsonElement Body) : Answer;

    /// <summary>Slack refused it with one of its error words.</summary>
    public sealed record Failed(string Error) : Answer;

    /// <summary>Not before this time is over, for this method in this workspace.</summary>
    public sealed record Throttled(TimeSpan After) : Answer;

    /// <summary>Slack is unwell or out of reach. The call may have been done.</summary>
    public sealed record Unwell(string Reason) : Answer;
}

/// <summary>Slack's Web API: one POST a call. A method that was throttled is not called before its time is over, but for messages, whose channel alone waits.</summary>
public sealed class WebApi(IHttpClientFactory http, SlackSettings settings, IInstallations installations, TimeProvider time)
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "slack";

    /// <summary>Slack counts messages for each channel; other methods, for each workspace. One busy channel keeps no other waiting.</summary>
    private const string OfAChannel = "chat.postMessage";

    private static readonly MediaTypeHeaderValue ContentType = new("application/json", "utf-8");
    private readonly ConcurrentDictionary<(string Method, string Team), DateTimeOffset> throttled = new();

    /// <summary>Calls a method once.</summary>
    /// <param name="method">For example <c>chat.postMessage</c>.</param>
    /// <param name="team">The workspace to act in.</param>
    /// <param name="body">A JSON object in UTF-8.</param>
    /// <param name="cancellation">Gives up; the call may or may not have been done.</param>
    public Task<Answer> Call(string method, string team, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = ContentType;
        return Call(method, team, content, cancellation);
    }

    /// <summary>Calls a method that is documented with a form.</summary>
    public Task<Answer> Call(string method, string team, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation) =>
        Call(method, team, new FormUrlEncodedContent(form), cancellation);

    private async Task<Answer> Call(string method, string team, HttpContent content, CancellationToken cancellation)
    {
        using var body = content;
        if (throttled.TryGetValue((method, team), out var until) && until - time.GetUtcNow() is { Ticks: > 0 } wait)
        {
            return new Answer.Throttled(wait);
        }

        try
        {
            var (token, trouble) = await installations.Token(team, cancellation);
            if (token is null)
            {
                return new Answer.Failed(trouble ?? TokenFound.NotInstalled);
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ApiBase, method)) { Content = body };
            request.Headers.Authorization = new("Bearer", token);
            using var client = http.CreateClient(Client);
            using var response = await client.SendAsync(request, cancellation);
            var answer = response.StatusCode == HttpStatusCode.TooManyRequests ? Throttle(method, team, response) : await Read(response, cancellation);
            if (answer is Answer.Failed { Error: "token_expired" or "token_revoked" or "account_inactive" or "app_uninstalled" } dead)
            {
                await installations.Refused(team, token, dead.Error, cancellation);
            }

            return answer;
        }
        catch (HttpRequestException failed)
        {
            return new Answer.Unwell(failed.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Answer.Unwell("timeout");
        }
        catch (StoreUnavailableException)
        {
            return new Answer.Unwell("store");
        }
        catch (Exception unread) when (unread is JsonException or IOException)
        {
            return new Answer.Unwell("unreadable");
        }
    }

    private Answer.Throttled Throttle(string method, string team, HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var after = header?.Delta ?? (header?.Date - time.GetUtcNow()) ?? TimeSpan.FromSeconds(1);
        after = TimeSpan.FromTicks(Math.Clamp(after.Ticks, TimeSpan.TicksPerSecond, TimeSpan.TicksPerHour));
        if (method != OfAChannel)
        {
            throttled[(method, team)] = time.GetUtcNow() + after;
        }

        return new(after);
    }

    internal static async Task<Answer> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
        {
            return new Answer.Unwell($"http {(int)response.StatusCode}");
        }

        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (!Utf8.IsValid(body) || Surrogates.Halved(body))
        {
            return new Answer.Unwell("unreadable");
        }

        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new Answer.Unwell("unreadable");
        }

        return root.TryGetProperty("ok"u8, out var ok) && ok.ValueKind == JsonValueKind.True
            ? new Answer.Done(root.Clone())
            : new Answer.Failed(root.TryGetProperty("error"u8, out var error) && error.ValueKind == JsonValueKind.String ? error.GetString()! : "unknown_error");
    }
}
