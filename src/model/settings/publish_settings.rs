//! Where a show is published. All of it is public, as podcast.yaml is: keys and passwords come from elsewhere.

use crate::model::key::keys;
use crate::model::settings::target_address::{TargetAddress, TargetKind};
use crate::model::web::endpoint::{Endpoint, RegionName};

/// How long what a show no longer has stays online, where podcast.yaml does not say. // days
pub const KEEP_DAYS: u32 = 30;

keys! {
    /// Where `podwright publish` puts the show.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct PublishSettings {
        required {
            to: TargetAddress, "where the files of feed/ go: a bucket, a folder, or a server", "s3://my-bucket/my-show";
        }
        optional {
            endpoint: Option<Endpoint>, "the address of the object store, where that is not Amazon's",
                "https://ACCOUNT.r2.cloudflarestorage.com";
            region: Option<RegionName>, "the region of the bucket; without it `AWS_REGION`, else what the store answers", "eu-west-1";
            media: Option<TargetAddress>, "where the recordings go, where `media_url` is another place than `url`",
                "s3://my-media/my-show";
            keep_days: Option<u32>, "how many days a page or picture stays online that the show no longer has; 30 without it", "30";
            state: Option<TargetAddress>,
                "where podwright keeps its record of what is online, where that is not to be beside the files", "s3://my-private-bucket/my-show";
        }
    }
}

impl PublishSettings {
    /// Whether nothing goes beyond this computer.
    pub fn is_on_this_computer(&self) -> bool {
        let is_here = |address: &TargetAddress| matches!(address.kind, TargetKind::Folder(_));
        is_here(&self.to) && self.media.as_ref().is_none_or(is_here)
    }
}
