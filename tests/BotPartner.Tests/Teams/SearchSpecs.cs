using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Teams.Cards;

namespace BotPartner.Tests.Teams;

/// <summary>The message extension's search: asked for at every pause of typing, answered with a list to choose from.</summary>
public sealed class SearchSpecs : IAsyncLifetime
{
    private TeamsHost host = null!;

    public async ValueTask InitializeAsync() => host = await TeamsHost.Start();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task What_is_found_is_a_list_each_with_the_card_that_goes_into_the_message()
    {
        host.Bot.Always(new Reply.Found([Hit("Trust & <herons>"), Hit("Balance")]));
        var found = (await Answer(Query("""{"commandId":"herons","parameters":[{"name":"words","value":"her"}],"queryOptions":{"skip":25,"count":10}}"""))).GetProperty("composeExtension");
        Assert.Equal(("result", "list"), (found.GetProperty("type").GetString(), found.GetProperty("attachmentLayout").GetString()));
        var first = found.GetProperty("attachments")[0];
        Assert.Equal(2, found.GetProperty("attachments").GetArrayLength());
        Assert.Equal(AdaptiveCards.ContentType, first.GetProperty("contentType").GetString());
        Assert.Equal("AdaptiveCard", first.GetProperty("content").GetProperty("type").GetString());
        var preview = first.GetProperty("preview");

        // A thumbnail's words are HTML to some clients: what could begin a tag or a sign is kept apart.
        Assert.Equal(("application/vnd.microsoft.card.thumbnail", "Trust &\u2060 <\u2060herons>", "A line"), (preview.GetProperty("contentType").GetString(), preview.GetProperty("content").GetProperty("title").GetString(), preview.GetProperty("content").GetProperty("text").GetString()));

        var sought = Assert.IsType<Request.Sought>(host.Bot.Last);
        Assert.Equal(("herons", "her", 25, 10), (sought.Search, sought.Words, sought.Skip, sought.Take));
        Assert.Equal(("29:alice", "19:c@thread.tacv2", null), (sought.Person.User, sought.Place.Channel, sought.Place.Name));
        Assert.Empty(host.Microsoft.All());
    }

    [Theory]
    [InlineData("""{"commandId":"herons","parameters":[{"name":"initialRun","value":"true"}]}""", "", 0, 25)]
    [InlineData("""{"parameters":[{"value":"find me"}],"queryOptions":{"skip":0,"count":25}}""", "find me", 0, 25)]
    [InlineData("""{"commandId":"herons"}""", "", 0, 25)]
    [InlineData("""{"commandId":"herons","parameters":[{"name":"words","value":" é "}],"queryOptions":{"skip":-3,"count":9999}}""", " é ", 0, 25)]
    [InlineData("""{"commandId":"herons","parameters":{"words":"x"},"queryOptions":[1]}""", "", 0, 25)]
    [InlineData("""{"commandId":"herons","parameters":[1,null,{"name":"words","value":7}],"queryOptions":{"skip":"1","count":0}}""", "", 0, 1)]
    public async Task However_it_is_asked_it_is_understood(string value, string words, int skip, int take)
    {
        await Answer(Query(value));
        var sought = Assert.IsType<Request.Sought>(host.Bot.Last);
        Assert.Equal((words, skip, take), (sought.Words, sought.Skip, sought.Take));
    }

    [Fact]
    public async Task Where_nothing_is_found_it_says_so_and_a_refusal_says_why()
    {
        host.Bot.Always(new Reply.Found([]));
        Assert.Equal(("message", "Nothing was found."), Said(await Answer(Query("""{"commandId":"herons"}"""))));
        host.Bot.Always(Reply.Say("Join first."));
        Assert.Equal(("message", "Join first."), Said(await Answer(Query("""{"commandId":"herons"}"""))));
        Assert.Equal("message", Said(await Answer(Query("""{"commandId":"from.last.year"}"""))).Type);
    }

    [Fact]
    public async Task Of_many_long_hits_the_first_are_given_whole()
    {
        host.Bot.Always(new Reply.Found([.. Enumerable.Range(0, 25).Select(i => Hit($"Principle {i}", new string('ж', 3000)))]));
        var body = await Answer(Query("""{"commandId":"herons"}"""));
        Assert.InRange(body.GetProperty("composeExtension").GetProperty("attachments").GetArrayLength(), 5, 24);
        Assert.All(body.GetProperty("composeExtension").GetProperty("attachments").EnumerateArray(), a => Assert.Contains(new string('ж', 3000), a.GetProperty("content").ToString(), StringComparison.Ordinal));
        Assert.InRange(body.GetRawText().Length, 1, Payloads.Budget);
    }

    [Fact]
    public async Task A_single_one_that_is_too_long_is_cut()
    {
        host.Bot.Always(new Reply.Found([Hit("Principle", new string('ж', 60_000)), Hit("Another")]));
        var body = await Answer(Query("""{"commandId":"herons"}"""));
        Assert.Equal(1, body.GetProperty("composeExtension").GetProperty("attachments").GetArrayLength());
        Assert.InRange(body.GetRawText().Length, 1, Payloads.Budget);
    }

    [Fact]
    public async Task A_search_that_takes_too_long_is_given_up_before_the_client_gives_up()
    {
        var begun = new TaskCompletionSource();
        host.Bot.Says = async (_, _) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
            return Reply.None;
        };
        var answer = Answer(Query("""{"commandId":"herons"}"""));
        await begun.Task;
        host.Clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.Equal("message", Said(await answer).Type);
    }

    [Fact]
    public async Task What_is_no_query_is_malformed()
    {
        using var response = await host.Post(Query("7").ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(host.Bot.Heard);
    }

    private static Hit Hit(string title, string text = "We say what we do.") => new(title, "A line", Card.Of(text));

    private static (string? Type, string? Text) Said(JsonElement body) =>
        (body.GetProperty("composeExtension").GetProperty("type").GetString(), body.GetProperty("composeExtension").GetProperty("text").GetString());

    private static JsonObject Query(string value)
    {
        var activity = Sample.InChannel(null);
        activity.Remove("text");
        activity["type"] = "invoke";
        activity["name"] = "composeExtension/query";
        activity["conversation"]!["name"] = "Harbour";
        activity["value"] = JsonNode.Parse(value);
        return activity;
    }

    private async Task<JsonElement> Answer(JsonObject activity)
    {
        using var response = await host.Post(activity.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }
}
