using BotPartner.Tests.House;

namespace BotPartner.Tests.FarSides;

/// <summary>The manifests in the repository, read by a YAML parser and judged by a validator that we did not write.</summary>
public sealed class ManifestsSpecs
{
    [Fact]
    public async Task Both_manifests_are_read_and_accepted_by_what_others_wrote()
    {
        NodeProject.MustBeInstalled();
        var judged = await NodeProject.Run("", "manifests.mjs", Path.Combine(Source.Root, "manifests"));
        Assert.Matches("2 passed, 0 failed|skipped: slack/manifest.yaml", judged);
    }
}
