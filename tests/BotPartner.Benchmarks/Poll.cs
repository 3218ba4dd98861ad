using System.Text.Json;

namespace BotPartner.Benchmarks;

/// <summary>A decision that is open for votes, with its load.</summary>
internal sealed class Poll(Assembly assembly, int number, Load load, Sink sink) : IDisposable
{
    public Assembly Assembly => assembly;

    public int Number => number;

    public Load Load => load;

    /// <summary>Puts a proposal through the wire, and takes the card that the bot posts as what is pressed.</summary>
    public static async Task<Poll> Open(Assembly assembly, int number, Child bot, Sink sink, int connections)
    {
        sink.Forget(assembly);
        await Say(assembly, bot, "decide Adopt the charter of the partnership for the coming year | majority > 1/2 | quorum 50% | closes in 3d");
        var inSlack = await sink.Card(assembly.SlackChannel);
        var inTeams = await sink.Card(assembly.TeamsChannel);
        return new(assembly, number, await Connect(assembly, bot.Port, connections, sink, inSlack, inTeams), sink);
    }

    /// <summary>The steward says something to the bot, in Slack.</summary>
    public static async Task Say(Assembly assembly, Child bot, string words) => (await Try(assembly, bot, words)).EnsureSuccessStatusCode();

    /// <summary>The same, where the bot may be unable to hear it.</summary>
    public static async Task<HttpResponseMessage> Try(Assembly assembly, Child bot, string words, string? answers = null)
    {
        var (body, second, signature) = SlackVotes.Command(assembly, words, answers);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{bot.Port}/slack/commands"))
        {
            Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };
        request.Headers.Add("X-Slack-Request-Timestamp", second);
        request.Headers.Add("X-Slack-Signature", signature);
        return await http.SendAsync(request);
    }

    /// <summary>The same requests for somebody else.</summary>
    public static Task<Load> Connect(Assembly assembly, int port, int connections, Sink sink, JsonElement inSlack, JsonElement inTeams) => Load.Connect(
        assembly, port, connections, () => assembly.OnSlack ? new SlackVotes(inSlack, sink.Url) : new TeamsVotes(assembly.TeamsChannel, inTeams, sink.TeamsService));

    /// <summary>Waits until all these votes are confirmed to their voters; Teams confirms in the answer.</summary>
    public Func<int, Task> Confirmations()
    {
        var before = sink.Confirmed;
        return async votes =>
        {
            for (var tries = 0; assembly.OnSlack && sink.Confirmed - before < votes && tries < 5000; tries++)
            {
                await Task.Delay(1);
            }

            Missing += assembly.OnSlack ? Math.Max(0, votes - (sink.Confirmed - before)) : 0;
        };
    }

    /// <summary>How many confirmations never came.</summary>
    public int Missing { get; private set; }

    public void Dispose() => load.Dispose();
}
