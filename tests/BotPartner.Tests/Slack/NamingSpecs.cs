using System.Net;
using BotPartner.Core.Chat;
using BotPartner.Slack.Blocks;
using BotPartner.Slack.Inbound;

namespace BotPartner.Tests.Slack;

public sealed class NamingSpecs
{
    private static readonly string Endless = string.Concat(Enumerable.Repeat("🌍", 10_000));

    [Fact]
    public void Names_without_end_are_cut_and_say_so()
    {
        Assert.EndsWith("…", Naming.Person("T1", "U1", Endless).Name, StringComparison.Ordinal);
        Assert.EndsWith("…", Naming.Place("T1", "C1", Endless).Name, StringComparison.Ordinal);
        Assert.InRange(Naming.Place("T1", "C1", Endless).Name!.Length, 100, Bounds.Name);
    }

    [Theory]
    [InlineData("team_id")]
    [InlineData("user_id")]
    [InlineData("channel_id")]
    public async Task An_id_without_end_is_a_bad_request(string field)
    {
        await using var host = await SlackHost.Start();
        var form = $"{field}={new string('x', 600)}&" + Payloads.Command("/partner", "help");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Command(form)).StatusCode);
    }

    [Fact]
    public void A_view_carries_the_name_of_its_place_only_if_there_is_room()
    {
        var args = new Dictionary<string, string> { ["k"] = new string('x', 1900) };
        var named = new Carried(new("slack", "T1", "C1", PlaceKind.Channel) { Name = new string('"', 1500) }, args).Write();
        Assert.InRange(named.Length, 1900, 3000);
        Assert.Null(Carried.Read(named, "T1").Place!.Name);
        Assert.Equal(args["k"], Carried.Read(named, "T1").Args["k"]);
        Assert.Equal("general", Carried.Read(new Carried(new("slack", "T1", "C1", PlaceKind.Channel) { Name = "general" }, args).Write(), "T1").Place!.Name);
    }
}
