using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>What the bot told the sink: the cards, views and answers that recorded requests are made of.</summary>
internal sealed class Heard(Sink sink)
{
    private readonly ConcurrentQueue<JsonNode> bodies = new();

    /// <summary>Listens from now on.</summary>
    public void Begin() => sink.Before = (path, body) =>
    {
        if (body is [(byte)'{', ..])
        {
            try
            {
                bodies.Enqueue(JsonNode.Parse(body)!);
            }
            catch (JsonException)
            {
                // Not told in JSON.
            }
        }

        return ValueTask.FromResult(Answer(path));
    };

    /// <summary>Goes on answering, and keeps nothing.</summary>
    public void End() => sink.Before = (path, _) => ValueTask.FromResult(Answer(path));

    /// <summary>What came since the last time, once nothing more comes.</summary>
    public async Task<List<JsonNode>> Take()
    {
        for (int count = -1, calm = 0; calm < 10;)
        {
            await Task.Delay(50);
            calm = bodies.Count == count ? calm + 1 : 0;
            count = bodies.Count;
        }

        var taken = new List<JsonNode>();
        while (bodies.TryDequeue(out var body))
        {
            taken.Add(body);
        }

        return taken;
    }

    /// <summary>The sink reads a voter's number out of response URLs; hostile ones have none.</summary>
    private static byte[]? Answer(string path) =>
        path.StartsWith("/openid", StringComparison.Ordinal) ? Sink.Json("{\"issuer\":\"https://api.botframework.com\",\"jwks_uri\":\"http://127.0.0.1/none\"}")
        : path.StartsWith("/hooks/", StringComparison.Ordinal) && !(path.Length >= 15 && path.AsSpan(7, 8).IndexOfAnyExceptInRange('0', '9') < 0) ? Sink.Json("{\"ok\":true}")
        : path.StartsWith("/teams/", StringComparison.Ordinal) && path.EndsWith("/members", StringComparison.Ordinal) ? Sink.Json("[]")
        : path is "/api/views.open" or "/api/views.push" or "/api/views.update" or "/api/views.publish" ? Sink.Json("{\"ok\":true,\"view\":{\"id\":\"V1\"}}")
        : path.StartsWith("/api/chat.", StringComparison.Ordinal) || path.StartsWith("/api/users.info", StringComparison.Ordinal) || path.StartsWith("/teams/", StringComparison.Ordinal) || path.StartsWith("/hooks/", StringComparison.Ordinal) ? null
        : Sink.Json("{\"ok\":true,\"user_id\":\"UBOT\",\"team_id\":\"T0BENCH\",\"channel\":{\"id\":\"D1\"},\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"benchmark\"}");
}
