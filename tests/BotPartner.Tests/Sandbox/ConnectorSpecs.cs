using BotPartner.Sandbox.Teams;

namespace BotPartner.Tests.Sandbox;

public sealed class ConnectorSpecs : IAsyncLifetime
{
    private const string Text = """{"type":"message","text":"hello"}""";
    private readonly ManualTime time = new();
    private SimulatedTeams teams = null!;
    private FakeBot bot = null!;
    private Caller caller = null!;

    public async ValueTask InitializeAsync()
    {
        bot = await FakeBot.Start();
        teams = await SimulatedTeams.Start(new() { Time = time, RateLimits = true }, cancellation: TestContext.Current.CancellationToken);
        teams.BotUrl = bot.Url;
        caller = await Caller.Of(teams);
        await teams.Anna.Installs(teams.Team);
        await teams.Anna.Installs();
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await teams.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task A_message_stands_can_be_edited_with_its_history_and_taken_back()
    {
        var sent = await Post(teams.General.Id, Text);
        Assert.Equal(201, sent.Status);
        var id = (string)sent.Json["id"]!;
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await Call(HttpMethod.Put, $"activities/{id}", Card("[{\"type\":\"TextBlock\",\"text\":\"2 of 3\"}]"))).Status);

        var message = Assert.Single(teams.Posts(teams.General));
        Assert.Equal(["hello", "2 of 3"], message.Revisions.Select(r => r.PlainText()));
        Assert.Equal(TimeSpan.FromSeconds(5), message.Revisions[1].At - message.Revisions[0].At);

        Assert.Equal(200, (await Call(HttpMethod.Delete, $"activities/{id}")).Status);
        Assert.Empty(teams.Posts(teams.General));
        Assert.Equal(404, (await Call(HttpMethod.Put, $"activities/{id}", Text)).Status);
    }

    [Fact]
    public async Task Only_the_conversation_id_decides_the_thread()
    {
        await teams.Chidi.Says(teams.General, "@BotPartner hi");
        var root = teams.Messages(teams.General)[0].Id;
        await Post($"{teams.General.Id};messageid={root}", Text);
        await caller.Connector(teams, HttpMethod.Post, teams.General.Id, $"activities/{root}", """{"type":"message","text":"x","replyToId":"1"}""");

        var posts = teams.Posts(teams.General);
        Assert.Equal(root, posts[0].Root);
        Assert.Equal(posts[1].Id, posts[1].Root);
        Assert.Equal(404, (await Post($"{teams.General.Id};messageid=1", Text)).Status);
    }

    [Fact]
    public async Task Ids_must_be_escaped_in_the_path()
    {
        var raw = await caller.Json(HttpMethod.Post, $"{teams.ServiceUrl}v3/conversations/{teams.General.Id}/activities", Text);
        Assert.Equal(400, raw.Status);
    }

    [Fact]
    public async Task A_missing_an_unknown_an_expired_and_a_revoked_token_are_401()
    {
        var good = caller.Token;
        foreach (var wrong in (string?[])[null, "made-up"])
        {
            caller.Token = wrong;
            Assert.Equal(401, (await Post(teams.General.Id, Text)).Status);
        }

        caller.Token = good;
        time.Advance(TimeSpan.FromSeconds(3598));
        Assert.Equal(201, (await Post(teams.General.Id, Text)).Status);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(401, (await Post(teams.General.Id, Text)).Status);

        using var fresh = await Caller.Of(teams);
        teams.RevokeTokens();
        Assert.Equal(401, (await fresh.Connector(teams, HttpMethod.Post, teams.General.Id, "activities", Text)).Status);
    }

    [Fact]
    public async Task Without_the_bot_installed_or_when_blocked_it_is_403_and_unknown_conversations_are_404()
    {
        Assert.Equal("BotNotInConversationRoster", (await Post(teams.Chidi.Chat.Id, Text)).Code);
        Assert.Equal(403, (await caller.Create(teams, Direct(teams.Chidi))).Status);
        teams.Anna.Blocks();
        var blocked = await Post(teams.Anna.Chat.Id, Text);
        Assert.Equal(403, blocked.Status);
        Assert.Contains("MessageWritesBlocked", blocked.Body, StringComparison.Ordinal);
        Assert.Equal("ConversationNotFound", (await Post("19:nowhere@thread.tacv2", Text)).Code);
        teams.General.Gone = true;
        Assert.Equal(404, (await Post(teams.General.Id, Text)).Status);
    }

    [Fact]
    public async Task A_direct_conversation_is_created_once_and_a_group_never()
    {
        var first = await caller.Create(teams, Direct(teams.Anna));
        var second = await caller.Create(teams, Direct(teams.Anna));
        Assert.Equal(201, first.Status);
        Assert.Equal((string)first.Json["id"]!, (string)second.Json["id"]!);
        Assert.Equal(teams.Anna.Chat.Id, (string)first.Json["id"]!);

        var group = $$"""{"isGroup":true,"members":[{"id":"{{teams.Anna.Account.Id}}"},{"id":"{{teams.Chidi.Account.Id}}"}],"tenantId":"{{teams.Options.TenantId}}"}""";
        Assert.Equal(400, (await caller.Create(teams, group)).Status);
    }

    [Fact]
    public async Task A_channel_thread_needs_its_first_message()
    {
        var bare = $$$"""{"isGroup":true,"channelData":{"channel":{"id":"{{{teams.General.Id}}}"}},"tenantId":"x"}""";
        Assert.Equal(400, (await caller.Create(teams, bare)).Status);
        var made = await caller.Create(teams, bare[..^1] + ""","activity":""" + Text + "}");
        Assert.Equal(201, made.Status);
        Assert.Equal($"{teams.General.Id};messageid={teams.Posts(teams.General)[0].Id}", (string)made.Json["id"]!);
    }

    [Fact]
    public async Task More_than_100_KB_as_UTF16_is_413()
    {
        Assert.Equal(201, (await Post(teams.General.Id, Text.Replace("hello", new('x', 51_000), StringComparison.Ordinal))).Status);
        Assert.Equal("MessageSizeTooBig", (await Post(teams.General.Id, Text.Replace("hello", new('x', 51_300), StringComparison.Ordinal))).Code);
    }

    [Theory]
    [InlineData("""{"type":"AdaptiveCard","body":[]}""", "version is missing")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.6","body":[]}""", "not supported")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Carousel"}]}""", "unknown element type Carousel")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"a"},{"type":"Container","items":[{"type":"Input.Text","id":"a"}]}]}""", "duplicate input id a")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.3","actions":[{"type":"Action.Execute","title":"x"}]}""", "need version 1.4")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock"}]}""", "needs text")]
    public async Task A_card_out_of_shape_is_400(string card, string why)
    {
        var refused = await Post(teams.General.Id, Attached(card));
        Assert.Equal(400, refused.Status);
        Assert.Contains(why, refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_beside_a_card_becomes_two_messages_and_no_usable_id()
    {
        var sent = await Post(teams.General.Id, Card("[]").Replace("\"attachments\"", "\"text\":\"and\",\"attachments\"", StringComparison.Ordinal));
        Assert.Null(sent.Json["id"]);
        Assert.Equal(2, teams.Posts(teams.General).Count);
    }

    [Fact]
    public async Task The_eighth_message_in_a_second_and_the_ninth_in_two_are_429_per_conversation()
    {
        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(201, (await Post(teams.General.Id, Text)).Status);
        }

        var eighth = await Post(teams.General.Id, Text);
        Assert.Equal((429, 1), (eighth.Status, eighth.RetryAfter!.Value));
        Assert.Equal(201, (await Post(teams.Anna.Chat.Id, Text)).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(201, (await Post(teams.General.Id, Text)).Status);
        Assert.Equal(429, (await Post(teams.General.Id, Text)).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(201, (await Post(teams.General.Id, Text)).Status);
    }

    [Fact]
    public async Task Members_come_in_pages_and_one_by_one()
    {
        for (var i = 0; i < 60; i++)
        {
            teams.Team.Members.Add(teams.AddPerson($"P {i}", "Many").Account);
        }

        var first = await Call(HttpMethod.Get, "pagedmembers?pageSize=10");
        Assert.Equal(50, first.Json["members"]!.AsArray().Count);
        var rest = await Call(HttpMethod.Get, $"pagedmembers?pageSize=50&continuationToken={first.Json["continuationToken"]}");
        Assert.Equal(13, rest.Json["members"]!.AsArray().Count);
        Assert.Null(rest.Json["continuationToken"]);
        var anna = await Call(HttpMethod.Get, $"members/{Uri.EscapeDataString(teams.Anna.Account.Id)}");
        Assert.Equal("Anna Berg", (string)anna.Json["name"]!);
        Assert.Equal(404, (await Call(HttpMethod.Get, "members/nobody")).Status);
    }

    private Task<Got> Post(string conversation, string body) => caller.Connector(teams, HttpMethod.Post, conversation, "activities", body);

    private Task<Got> Call(HttpMethod method, string rest, string? body = null) => caller.Connector(teams, method, teams.General.Id, rest, body);

    private string Direct(TeamsPerson person) =>
        $$"""{"isGroup":false,"members":[{"id":"{{person.Account.Id}}"}],"tenantId":"{{teams.Options.TenantId}}"}""";

    private static string Card(string body) => Attached($$$"""{"type":"AdaptiveCard","version":"1.5","body":{{{body}}}}""");

    private static string Attached(string card) =>
        $$$"""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{{{card}}}}]}""";
}
