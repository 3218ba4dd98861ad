using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Teams.Inbound;
using NodaTime;

namespace BotPartner.Tests.Teams;

public sealed class IncomingSpecs
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 18, 0);

    /// <summary>Every recorded activity, and what it means to the bot.</summary>
    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["msteams_channel_conversationUpdate_channelCreated"] = "ignored",
        ["msteams_channel_conversationUpdate_channelDeleted"] = "removed channel team-id",
        ["msteams_channel_conversationUpdate_channelRenamed"] = "renamed channel team-id",
        ["msteams_channel_conversationUpdate_teamDeleted"] = "removed channel team-id",
        ["msteams_channel_conversationUpdate_teamMemberAdded_added-bot"] = "arrived channel team-id",
        ["msteams_channel_conversationUpdate_teamMemberAdded_added-user"] = "ignored",
        ["msteams_channel_conversationUpdate_teamMemberRemoved_removed-bot"] = "removed channel team-id",
        ["msteams_channel_conversationUpdate_teamMemberRemoved_removed-user"] = "ignored",
        ["msteams_channel_conversationUpdate_teamRenamed"] = "renamed channel team-id",
        ["msteams_channel_installationUpdate_add"] = "arrived channel team-id",
        ["msteams_channel_installationUpdate_remove"] = "removed channel team-id",
        ["msteams_channel_invoke_adaptiveCard-action_vote_config-file"] = "execute vote channel 19:chan1@thread.tacv2 choice=Sushi pid=a729bf",
        ["msteams_channel_message_mention"] = "said vote channel channel-announcements-id",
        ["msteams_channel_message_mention_config-file"] = "said vote norefresh channel 19:chan1@thread.tacv2",
        ["msteams_groupChat_conversationUpdate_added-bot"] = "arrived group f5d8a109-1732-4847-bbfa-d58663b43e5e",
        ["msteams_groupChat_conversationUpdate_added-bot_config-file"] = "arrived group 19:grp@thread.v2",
        ["msteams_groupChat_conversationUpdate_added-user"] = "ignored",
        ["msteams_groupChat_conversationUpdate_removed-user"] = "ignored",
        ["msteams_groupChat_installationUpdate_add"] = "arrived group f5d8a109-1732-4847-bbfa-d58663b43e5e",
        ["msteams_groupChat_installationUpdate_add_config-file"] = "arrived group 19:grp@thread.v2",
        ["msteams_groupChat_message_mention"] = "said ping group f5d8a109-1732-4847-bbfa-d58663b43e5e",
        ["msteams_groupChat_message_mention_config-file"] = "said vote group 19:grp@thread.v2",
        ["msteams_personal_conversationUpdate_added-bot"] = "arrived personal d92101d9-1268-43b1-99e7-44a8542e94ed",
        ["msteams_personal_conversationUpdate_added-user+bot"] = "arrived personal d92101d9-1268-43b1-99e7-44a8542e94ed",
        ["msteams_personal_conversationUpdate_added-user+bot_config-file"] = "arrived personal a:pc-alice",
        ["msteams_personal_conversationUpdate_added-user"] = "ignored",
        ["msteams_personal_conversationUpdate_removed-bot"] = "removed personal d92101d9-1268-43b1-99e7-44a8542e94ed",
        ["msteams_personal_conversationUpdate_removed-user"] = "ignored",
        ["msteams_personal_installationUpdate_add"] = "arrived personal d92101d9-1268-43b1-99e7-44a8542e94ed",
        ["msteams_personal_installationUpdate_add_config-file"] = "arrived personal a:pc-alice",
        ["msteams_personal_installationUpdate_remove"] = "removed personal d92101d9-1268-43b1-99e7-44a8542e94ed",
        ["msteams_personal_invoke_adaptiveCard-action_comment"] = "execute comment personal d92101d9-1268-43b1-99e7-44a8542e94ed comment=hello comment pid=8add60",
        ["msteams_personal_invoke_adaptiveCard-action_err"] = "execute err personal d92101d9-1268-43b1-99e7-44a8542e94ed",
        ["msteams_personal_invoke_adaptiveCard-action_inputs"] = "execute inputs personal d92101d9-1268-43b1-99e7-44a8542e94ed z=1",
        ["msteams_personal_invoke_adaptiveCard-action_vote"] = "execute vote personal d92101d9-1268-43b1-99e7-44a8542e94ed choice=Sushi pid=8add60",
        ["msteams_personal_invoke_composeExtension-fetchTask"] = "fetchcommand createPoll personal d92101d9-1268-43b1-99e7-44a8542e94ed",
        ["msteams_personal_invoke_composeExtension-query"] = "sought find me personal d92101d9-1268-43b1-99e7-44a8542e94ed",
        ["msteams_personal_invoke_composeExtension-queryLink"] = "unknown",
        ["msteams_personal_messageReaction"] = "ignored",
        ["msteams_personal_message_submit"] = "post  personal d92101d9-1268-43b1-99e7-44a8542e94ed do=close pid=8add60",
        ["msteams_personal_message_text"] = "said vote norefresh personal d92101d9-1268-43b1-99e7-44a8542e94ed",
        ["msteams_personal_message_text_config-file"] = "said flood 100 personal a:pc-bob",
    };

    public static TheoryData<string> Recorded => [.. Directory.GetFiles(Sample.Fixtures, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!)];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Every_recorded_activity_means_what_it_should(string fixture)
    {
        var incoming = Incoming.Read(Sample.Read(Sample.Fixture(fixture)), Now);
        Assert.Equal(Meanings[fixture], Meaning(incoming));
    }

    [Fact]
    public void Who_where_and_when_are_taken_from_the_activity()
    {
        var request = Asked(Sample.Read(Sample.Fixture("msteams_channel_message_mention_config-file")));
        Assert.Equal("teams/11111111-1111-4111-8111-111111111111/29:alice", request.Person.Key);
        Assert.Equal(("Alice Voter", "en-US", "UTC"), (request.Person.Name, request.Person.Language, request.Person.TimeZone));
        Assert.Equal("teams/11111111-1111-4111-8111-111111111111/19:chan1@thread.tacv2", request.Place.Key);
        Assert.Equal("http://localhost:46252/_connector", request.Place.Route);
        Assert.Equal(Instant.FromUtc(2026, 11, 21, 17, 29, 53).PlusNanoseconds(98_000_000), request.At);
        Assert.Equal("msteams|19:chan1@thread.tacv2;messageid=1795282193097|7c79120f-55a6-40a4-bc45-d5694234bbf9", request.Id);
    }

    [Theory]
    [InlineData("channelDeleted", "19:field@thread.tacv2", "Rivers / Field")]
    [InlineData("channelRenamed", "19:field@thread.tacv2", "Rivers / Field")]
    [InlineData("teamDeleted", "19:team@thread.tacv2", "Rivers")]
    [InlineData("teamRenamed", "19:team@thread.tacv2", "Rivers")]
    public void What_happens_to_a_channel_arrives_in_the_teams_first_one_and_is_about_the_channel(string type, string about, string name)
    {
        var update = System.Text.Json.Nodes.JsonNode.Parse(Sample.Fixture("msteams_channel_conversationUpdate_channelDeleted"))!;
        update["channelData"]!["eventType"] = type;
        update["channelData"]!["team"] = new JsonObject { ["id"] = "19:team@thread.tacv2", ["name"] = "Rivers" };
        update["channelData"]!["channel"] = new JsonObject { ["id"] = "19:field@thread.tacv2", ["name"] = "Field" };
        var place = Asked(Sample.Read(update.ToJsonString())).Place;
        Assert.Equal((about, PlaceKind.Channel, name), (place.Channel, place.Kind, place.Name));
        Assert.False(place.Unnamed);
    }

    [Theory]
    [InlineData("19:team@thread.tacv2", null, "Rivers", false)] // The first channel is called by no name: it is the team's.
    [InlineData("19:field@thread.tacv2", null, "Rivers", true)]
    [InlineData("19:field@thread.tacv2", "Field", "Rivers / Field", false)]
    public void A_channel_that_is_not_named_is_shown_as_its_team_and_takes_no_name_away(string channel, string? called, string name, bool unnamed)
    {
        var said = Sample.Message("help", "channel", $"{channel};messageid=1795");
        said["channelData"]!["team"] = new JsonObject { ["id"] = "19:team@thread.tacv2", ["name"] = "Rivers" };
        said["channelData"]!["channel"] = new JsonObject { ["id"] = channel, ["name"] = called };
        var place = Asked(Sample.Read(said.ToJsonString())).Place;
        Assert.Equal((name, unnamed), (place.Name, place.Unnamed));
    }

    [Fact]
    public void The_two_activities_of_one_installation_are_one_request()
    {
        var update = Asked(Sample.Read(Sample.Fixture("msteams_groupChat_conversationUpdate_added-bot_config-file")));
        var install = Asked(Sample.Read(Sample.Fixture("msteams_groupChat_installationUpdate_add_config-file")));
        Assert.Equal(update.Id, install.Id);
        Assert.Equal("Lunch Group", install.Place.Name);
        Assert.Equal("My Team", Asked(Sample.Read(Sample.Fixture("msteams_channel_installationUpdate_add"))).Place.Name);
    }

    [Theory]
    [InlineData("<at>BotPartner</at> help", "help")]
    [InlineData("<at>BotPartner</at>&nbsp;help\n", "help")]
    [InlineData("please <at>BotPartner</at> help", "please help")]
    [InlineData("help <at>BotPartner</at>", "help")]
    [InlineData("line one\n<at>BotPartner</at> line two", "line one\nline two")]
    [InlineData("a < b & c > d", "a < b & c > d")]
    public void The_bots_own_mention_is_taken_off_wherever_it_stands(string text, string words) =>
        Assert.Equal(words, Said(text, ("28:" + TeamsHost.AppId, "BotPartner", "<at>BotPartner</at>")).Words);

    [Fact]
    public void Other_people_are_named_and_handed_on_in_the_order_of_the_text()
    {
        var said = Said(
            "<at>BotPartner</at> delegate <at>Ann</at> and <at>Ann</at>, <at>Bo <b></at>",
            ("29:bo", "Bo <b>", "<at>Bo <b></at>"),
            ("28:" + TeamsHost.AppId, "BotPartner", "<at>BotPartner</at>"),
            ("29:ann1", "Ann", "<at>Ann</at>"),
            ("29:ann2", "Ann", "<at>Ann</at>"));
        Assert.Equal("delegate @Ann and @Ann, @Bo <b>", said.Words);
        Assert.Equal(["29:ann1", "29:ann2", "29:bo"], said.Mentions.Select(m => m.User));
        Assert.All(said.Mentions, m => Assert.Equal((Incoming.Platform, TeamsHost.Tenant), (m.Platform, m.Realm)));
    }

    [Fact]
    public void Somebody_called_like_the_bot_is_not_the_bot() =>
        Assert.Equal("@BotPartner help", Said("<at>BotPartner</at> help", ("29:other", "BotPartner", "<at>BotPartner</at>")).Words);

    [Fact]
    public void A_form_comes_back_with_its_arguments_and_without_empty_fields()
    {
        var data = Sample.Sent("idea", ("text", "Meet in Dakar"), ("reason", "  "), ("field.key", "k"));
        data["msteams"] = new JsonObject { ["type"] = "task/fetch" };
        var submitted = Assert.IsType<Request.Submitted>(Asked(Sample.Read(Sample.Task("submit", data).ToJsonString())));
        Assert.Equal("idea", submitted.Form);
        Assert.Equal([new("n", "12")], submitted.Args);
        Assert.Equal([new("text", "Meet in Dakar"), new("key", "k")], submitted.Values);
    }

    [Fact]
    public void A_card_of_an_old_client_comes_as_a_message_and_means_the_same()
    {
        var message = Sample.Message(null);
        message["value"] = Sample.Pressed("vote", ("choice", "yes"));
        var pressed = Assert.IsType<Request.Pressed>(Asked(Sample.Read(message.ToJsonString())));
        Assert.Equal("vote", pressed.Action);
        Assert.Equal([new("choice", "yes")], pressed.Args);
    }

    [Fact]
    public void An_opened_dialog_is_a_press()
    {
        var pressed = Assert.IsType<Request.Pressed>(Asked(Sample.Read(Sample.Task("fetch", Sample.Pressed("idea.open")).ToJsonString())));
        Assert.Equal("idea.open", pressed.Action);
    }

    [Fact]
    public void Messages_of_bots_are_not_heard()
    {
        var own = Sample.Message("help");
        own["from"] = new JsonObject { ["id"] = "28:" + TeamsHost.AppId };
        var other = Sample.Message("help");
        other["from"] = new JsonObject { ["id"] = "28:other" };
        Assert.IsType<Incoming.Ignored>(Incoming.Read(Sample.Read(own.ToJsonString()), Now));
        Assert.IsType<Incoming.Ignored>(Incoming.Read(Sample.Read(other.ToJsonString()), Now));
    }

    [Fact]
    public void A_long_id_is_shortened_and_stays_the_same_for_the_same_activity()
    {
        var activity = Sample.Message("help", conversation: "19:" + new string('x', 300));
        var id = Asked(Sample.Read(activity.ToJsonString())).Id;
        Assert.True(id.Length <= 200);
        Assert.Equal(id, Asked(Sample.Read(activity.ToJsonString())).Id);
        activity["id"] = "f:2";
        Assert.NotEqual(id, Asked(Sample.Read(activity.ToJsonString())).Id);
    }

    [Fact]
    public void What_an_activity_must_have_is_asked_for()
    {
        var activity = Sample.Message("help");
        activity.Remove("conversation");
        Assert.IsType<Incoming.Malformed>(Incoming.Read(Sample.Read(activity.ToJsonString()), Now));
    }

    [Fact]
    public void A_time_that_is_missing_is_now()
    {
        var activity = Sample.Message("help");
        activity.Remove("timestamp");
        Assert.Equal(Now, Asked(Sample.Read(activity.ToJsonString())).At);
    }

    private static Request.Said Said(string text, params (string Id, string Name, string Tag)[] mentions)
    {
        var activity = Sample.InChannel(text);
        activity["entities"] = new JsonArray([.. mentions.Select(m => new JsonObject
        {
            ["type"] = "mention",
            ["text"] = m.Tag,
            ["mentioned"] = new JsonObject { ["id"] = m.Id, ["name"] = m.Name },
        })]);
        return Assert.IsType<Request.Said>(Asked(Sample.Read(activity.ToJsonString())));
    }

    private static Request Asked(Activity activity) => Assert.IsType<Incoming.Act>(Incoming.Read(activity, Now)).Request;

    private static string Meaning(Incoming incoming) => incoming switch
    {
        Incoming.Ignored => "ignored",
        Incoming.UnknownInvoke => "unknown",
        Incoming.Act { Request: var r, Way: var way } => (r switch
        {
            Request.Said s => $"said {s.Words}",
            Request.Pressed p => $"{way.ToString().ToLowerInvariant()} {p.Action}",
            Request.Sought s => $"sought {s.Words}",
            Request.Arrived => "arrived",
            Request.Removed => "removed",
            Request.Renamed => "renamed",
            _ => r.GetType().Name,
        }) + $" {r.Place.Kind.ToString().ToLowerInvariant()} {r.Place.Channel}"
            + string.Concat((r as Request.Pressed)?.Args.OrderBy(a => a.Key).Select(a => $" {a.Key}={a.Value}") ?? []),
        _ => "malformed",
    };
}
